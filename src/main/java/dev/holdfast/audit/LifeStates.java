package dev.holdfast.audit;

import dev.holdfast.audit.Write.Effect;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.AuditedRequest.Revisions;
import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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

    /** Finds a place for a write the version of which is not known. To be asked in the order of {@link Write#order}. */
    void place(Write write, RevisionBounds bounds) {
        range(write).ifPresent(range -> {
            Revisions narrowed = bounds.narrow(write.record(), range);
            boolean open = bounds.isOpen(life, narrowed);
            long version = bounds.place(life, write.record(), narrowed, range);
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
                    Gap.EVERY_KIND,
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

    /** Whether it was there already when it was seen first. */
    boolean isFound() {
        return !states.isEmpty() && states.get(0).change() == Change.LISTED;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Between which revisions it was written by what the object itself shows; nothing where it changed nothing. */
    private Optional<Revisions> range(Write write) {
        return switch (write.effect()) {
            case END -> Optional.of(new Revisions(Math.max(life.lastVersion(), lastTermination()), successor));
            case TERMINATION -> {
                boolean asked = life.versioned().stream()
                        .filter(each -> each.record().request().deletes())
                        .anyMatch(each ->
                                each.record().received().isBefore(write.record().received()));
                yield asked
                        ? Optional.empty()
                        : Optional.of(new Revisions(
                                lastOf(state -> !state.terminating()),
                                Math.min(firstOf(Resource::terminating), firstEnd())));
            }
            // The next state tells the node, and the scheduler has no part in any promise.
            case BINDING -> Optional.empty();
            default -> Optional.of(new Revisions(0, successor));
        };
    }

    /** Where its deletion was placed, which ends after it began. */
    private long lastTermination() {
        return placed.stream()
                .filter(each -> each.write().effect() == Effect.TERMINATION)
                .mapToLong(Placed::version)
                .max()
                .orElse(0);
    }

    /** Where its end was placed: the request that ended it may be answered before the one that asked for that. */
    private long firstEnd() {
        return placed.stream()
                .filter(each -> each.write().effect() == Effect.END)
                .mapToLong(Placed::version)
                .min()
                .orElse(successor);
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
                composed(
                        placed,
                        before -> ComposedState.metadata(before, record.answer().orElseThrow()));
            case SCALE ->
                composed(
                        placed,
                        before -> ComposedState.scaled(before, record.answer().orElseThrow()));
            case BINDING -> {}
            case TERMINATION -> {
                if (last.filter(Resource::terminating).isEmpty()) {
                    composed(placed, before -> ComposedState.terminated(before, record, firstTerminating()));
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
        last.flatMap(before -> MissingRequest.between(before, object, record, life))
                .ifPresent(reason -> missing(last.orElseThrow().resourceVersion(), placed, reason));
        add(placed, change, object);
    }

    /** A state that is the one before with some change; unknown where that is not known. */
    private void composed(Placed placed, UnaryOperator<ObjectNode> change) {
        if (last.isEmpty()) {
            return;
        }
        ObjectNode now = change.apply((ObjectNode) last.get().json());
        ((ObjectNode) now.path("metadata")).put("resourceVersion", Long.toString(placed.version()));
        boolean over = placed.write().effect() == Effect.TERMINATION
                && ComposedState.isOver(now)
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
        boolean open = bounds.isOpen(life, range);
        if (range.after() + 1 < range.before()) {
            ObjectNode now = (ObjectNode) over.get().json();
            long version = bounds.lastFree(life, range);
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

    private Optional<Resource> firstTerminating() {
        return life.states().stream().filter(Resource::terminating).findFirst();
    }

    // Where one request is missing, others may be.
    private void missing(long since, Placed noticed, String reason) {
        gaps.add(new Gap(
                Gap.UNPLACED,
                noticed.write().record().completed(),
                Gap.EVERY_KIND,
                Math.max(1, since),
                life.kind() + " " + life.name() + ": " + reason));
    }

    private void gap(Placed placed, long since, String reason) {
        gaps.add(new Gap(
                Gap.UNPLACED,
                placed.write().record().completed(),
                life.kind(),
                Math.max(1, since),
                life.kind() + " " + life.name() + ": " + reason));
    }
}
