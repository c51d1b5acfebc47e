package dev.holdfast.audit;

import dev.holdfast.audit.Write.Effect;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.AuditedRequest.Revisions;
import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The states of one object in order, made of the requests that wrote it; and what is missing between them. */
final class LifeStates {
    private final ObjectLife life;
    /** The revision at which another object took the name. */
    private final long successor;

    private final List<Observation> states = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private Optional<Resource> last = Optional.empty();

    /**
     * A write with its place.
     *
     * @param found whether the answer did not tell the version
     * @param between the revisions between which it was written, where its order is not certain for that
     */
    private record Placed(long version, Write write, boolean found, Optional<Revisions> between) {}

    /**
     * Makes no states yet.
     *
     * @param successor the revision at which another object took the name; the greatest number when none did
     */
    LifeStates(ObjectLife life, long successor) {
        this.life = life;
        this.successor = successor;
    }

    /** Finds a place for a write the version of which is not known. To be asked in the order in which the requests were answered. */
    void place(Write write, RevisionBounds bounds) {
        range(write).ifPresent(range -> {
            Revisions narrowed = bounds.narrow(write.record(), range);
            boolean open = bounds.isOpen(narrowed);
            long version = bounds.place(write.record(), narrowed);
            placed.add(new Placed(version, write, true, open ? Optional.of(narrowed) : Optional.empty()));
        });
    }

    /** Makes the states when all writes have their place. */
    LifeStates made(RevisionBounds bounds) {
        for (Write write : life.versioned()) {
            placed.add(new Placed(write.version(), write, false, Optional.empty()));
        }
        placed.sort(Comparator.comparingLong(Placed::version));
        for (Placed each : placed) {
            if (each.write().effect() == Effect.END && !each.found()) {
                outOfTime(each, bounds);
            }
            take(each);
        }
        Observation end = states.isEmpty() ? null : states.get(states.size() - 1);
        if (end != null && !end.deleted() && successor != Long.MAX_VALUE) {
            // A server has no two objects of one name.
            gaps.add(new Gap(
                    Gap.UNPLACED,
                    end.at(),
                    life.kind(),
                    end.resourceVersion(),
                    life.kind() + " " + life.name()
                            + ": the log lacks the request that ended it before resourceVersion " + successor));
        }
        return this;
    }

    ObjectLife life() {
        return life;
    }

    List<Observation> states() {
        return states;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Between which revisions it was written by what the object itself shows; nothing where it changed nothing. */
    private Optional<Revisions> range(Write write) {
        return switch (write.effect()) {
            case END -> Optional.of(new Revisions(life.lastVersion(), successor));
            case TERMINATION -> {
                boolean asked = life.versioned().stream()
                        .filter(each -> each.record().request().deletes())
                        .anyMatch(each ->
                                each.record().received().isBefore(write.record().received()));
                yield asked
                        ? Optional.empty()
                        : Optional.of(
                                new Revisions(lastOf(state -> !state.terminating()), firstOf(Resource::terminating)));
            }
            // The next state tells the node, and the scheduler has no part in any promise.
            case BINDING -> Optional.empty();
            default -> Optional.of(new Revisions(0, successor));
        };
    }

    private long lastOf(Predicate<Resource> condition) {
        return life.states().stream()
                .filter(condition)
                .mapToLong(Resource::resourceVersion)
                .max()
                .orElse(0);
    }

    private long firstOf(Predicate<Resource> condition) {
        return life.states().stream()
                .filter(condition)
                .mapToLong(Resource::resourceVersion)
                .min()
                .orElse(successor);
    }

    private void take(Placed placed) {
        AuditRecord record = placed.write().record();
        switch (placed.write().effect()) {
            case STATE -> state(placed, record.answer().orElseThrow());
            case METADATA ->
                composed(placed, before -> metadata(before, record.answer().orElseThrow()));
            case SCALE ->
                composed(placed, before -> scaled(before, record.answer().orElseThrow()));
            case BINDING -> {}
            case TERMINATION -> {
                if (last.filter(Resource::terminating).isEmpty()) {
                    composed(placed, before -> terminated(before, record));
                }
            }
            case END -> end(placed);
            case LOST ->
                gap(
                        placed,
                        placed.version() - 1,
                        record.bodyLost()
                                ? "the log has a request without its answer, which was too large for it"
                                : record.request().verb() + " of "
                                        + record.about().path() + " is logged at level " + record.level()
                                        + ", without the state that was written");
        }
    }

    private void state(Placed placed, Resource object) {
        AuditRecord record = placed.write().record();
        Change change = last.isEmpty() ? (record.creates() ? Change.ADDED : Change.LISTED) : Change.MODIFIED;
        last.ifPresent(before -> checkChain(placed, before, object));
        add(placed, change, object);
    }

    private void checkChain(Placed placed, Resource before, Resource now) {
        long lost = generation(now) - generation(before) - 1;
        OptionalLong replaced = placed.write().record().before();
        if (lost > 0) {
            gap(
                    placed,
                    before.resourceVersion(),
                    "the log lacks a request that changed it before resourceVersion " + now.resourceVersion());
        } else if (changesMore(placed.write().record(), before, now)) {
            gap(
                    placed,
                    before.resourceVersion(),
                    "between resourceVersion " + before.resourceVersion() + " and " + now.resourceVersion()
                            + " more was changed than this request can change, and the log lacks another");
        } else if (turnedTwice(before, now)) {
            gap(
                    placed,
                    before.resourceVersion(),
                    "it had turned Ready or not twice by resourceVersion " + now.resourceVersion()
                            + ", and the log lacks a request");
        } else if (replaced.isPresent()
                && replaced.getAsLong() > life.firstVersion()
                && !life.hasVersion(replaced.getAsLong())) {
            gap(
                    placed,
                    before.resourceVersion(),
                    "the log lacks the request that wrote resourceVersion " + replaced.getAsLong());
        }
    }

    /** Whether a request seems to have changed the status that is not about it, or the other way round. */
    private static boolean changesMore(AuditRecord record, Resource before, Resource now) {
        // A binding is not answered with the pod.
        boolean bound = !node(before).equals(node(now));
        if ((!now.kind().equals(Kinds.POD) && !now.kind().equals(Kinds.STATEFUL_SET)) || bound) {
            return false;
        }
        String other =
                switch (record.about().subresource()) {
                    case "" -> "status";
                    case "status" -> "spec";
                    default -> "";
                };
        return !other.isEmpty() && !before.json().path(other).equals(now.json().path(other));
    }

    private static JsonNode node(Resource pod) {
        return pod.json().path("spec").path("nodeName");
    }

    /** Whether a pod is Ready as it was before, or is not, since another time. */
    private static boolean turnedTwice(Resource before, Resource now) {
        for (JsonNode then : before.json().path("status").path("conditions")) {
            for (JsonNode condition : now.json().path("status").path("conditions")) {
                boolean same = condition.path("type").asString("").equals("Ready")
                        && condition.path("type").equals(then.path("type"))
                        && condition.path("status").equals(then.path("status"));
                if (same && !condition.path("lastTransitionTime").equals(then.path("lastTransitionTime"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long generation(Resource object) {
        return object.json().path("metadata").path("generation").asLong(0);
    }

    /** A state that is the one before with some change; unknown where that is not known. */
    private void composed(Placed placed, java.util.function.Function<ObjectNode, ObjectNode> change) {
        if (last.isEmpty()) {
            return;
        }
        ObjectNode now = change.apply((ObjectNode) last.get().json());
        ((ObjectNode) now.path("metadata")).put("resourceVersion", Long.toString(placed.version()));
        boolean over = placed.write().effect() == Effect.TERMINATION
                && isOver(now)
                && life.versioned().stream().noneMatch(write -> write.effect() == Effect.END);
        add(placed, over ? Change.DELETED : Change.MODIFIED, Resource.of(now));
    }

    // Whoever deletes a pod without grace lets the server write twice: that its time is over, and that it is gone. The
    // controller may have seen the first.
    private void outOfTime(Placed end, RevisionBounds bounds) {
        AuditRecord record = end.write().record();
        Optional<Resource> over = record.answer().filter(Resource::terminating);
        if (!life.kind().equals(Kinds.POD)
                || over.isEmpty()
                || last.isEmpty()
                || last.get().terminating()) {
            return;
        }
        Revisions range = bounds.narrow(record, new Revisions(last.get().resourceVersion(), end.version()));
        boolean open = bounds.isOpen(range);
        if (range.after() + 1 < range.before()) {
            ObjectNode now = (ObjectNode) over.get().json();
            long version = bounds.lastFree(range);
            ((ObjectNode) now.path("metadata")).put("resourceVersion", Long.toString(version));
            add(
                    new Placed(version, end.write(), true, open ? Optional.of(range) : Optional.empty()),
                    Change.MODIFIED,
                    Resource.of(now));
        }
    }

    private void end(Placed placed) {
        Optional<Resource> answered =
                placed.write().record().answer().filter(each -> each.kind().equals(life.kind()));
        Optional<Resource> object = answered.or(() -> last);
        if (object.isEmpty()) {
            return;
        }
        if (!placed.found()) {
            add(placed, Change.DELETED, object.get());
            return;
        }
        // The watch tells the last state that was written, with the version of the end.
        ObjectNode now = (ObjectNode) last.orElse(object.get()).json();
        ((ObjectNode) now.path("metadata")).put("resourceVersion", Long.toString(placed.version()));
        add(placed, Change.DELETED, Resource.of(now));
    }

    private void add(Placed placed, Change change, Resource object) {
        AuditedRequest request = placed.write().record().request();
        AuditedRequest by = placed.between()
                .map(revisions -> request.between(revisions.after(), revisions.before()))
                .orElse(request);
        states.add(Observation.of(change, object, placed.write().record().completed())
                .by(by));
        last = Optional.of(object);
    }

    private void gap(Placed placed, long since, String reason) {
        gaps.add(new Gap(
                Gap.UNPLACED,
                placed.write().record().completed(),
                life.kind(),
                Math.max(1, since),
                life.kind() + " " + life.name() + ": " + reason));
    }

    private static ObjectNode metadata(ObjectNode before, Resource partial) {
        ObjectNode now = before;
        now.set("metadata", partial.json().path("metadata"));
        return now;
    }

    private static ObjectNode scaled(ObjectNode before, Resource scale) {
        JsonNode wanted = scale.json().path("spec").path("replicas");
        ObjectNode spec = (ObjectNode) before.path("spec");
        if (spec.path("replicas").asInt(1) != wanted.asInt(0)) {
            ObjectNode metadata = (ObjectNode) before.path("metadata");
            metadata.put("generation", metadata.path("generation").asLong(0) + 1);
        }
        spec.put("replicas", wanted.asInt(0));
        return before;
    }

    private ObjectNode terminated(ObjectNode now, AuditRecord record) {
        ObjectNode metadata = (ObjectNode) now.path("metadata");
        Optional<Resource> later =
                life.states().stream().filter(Resource::terminating).findFirst();
        long grace =
                later.map(state -> state.deletionGracePeriodSeconds().orElse(0)).orElseGet(() -> grace(now, record));
        Instant asked = record.received().truncatedTo(ChronoUnit.SECONDS);
        metadata.put(
                "deletionTimestamp",
                later.flatMap(Resource::deletionTimestamp)
                        .orElse(asked.plusSeconds(grace))
                        .toString());
        metadata.put("deletionGracePeriodSeconds", grace);
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asLong(0) + 1);
        }
        if (record.request().evicts()) {
            disrupted(now, asked);
        }
        return now;
    }

    private static void disrupted(ObjectNode pod, Instant when) {
        JsonNode status = pod.path("status");
        if (status instanceof ObjectNode fields) {
            ArrayNode conditions =
                    fields.path("conditions") instanceof ArrayNode known ? known : fields.putArray("conditions");
            ObjectNode condition = conditions.addObject();
            condition.put("type", "DisruptionTarget");
            condition.put("status", "True");
            condition.put("reason", "EvictionByEvictionAPI");
            condition.put("lastTransitionTime", when.toString());
        }
    }

    // As the server sets it: what does not run, or nowhere, needs no time to end.
    private static long grace(JsonNode object, AuditRecord record) {
        String phase = object.path("status").path("phase").asString("");
        boolean runs = object.path("kind").asString("").equals(Kinds.POD)
                && object.path("spec").has("nodeName")
                && !phase.equals("Failed")
                && !phase.equals("Succeeded");
        return runs
                ? record.grace()
                        .orElse(object.path("spec")
                                .path("terminationGracePeriodSeconds")
                                .asLong(30))
                : 0;
    }

    private static boolean isOver(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty();
    }
}
