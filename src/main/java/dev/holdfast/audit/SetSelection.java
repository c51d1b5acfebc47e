package dev.holdfast.audit;

import dev.holdfast.audit.Histories.Named;
import dev.holdfast.audit.Histories.SetName;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What belongs to one set, and what is not known of it. */
final class SetSelection {
    /** What takes longer to be answered is hardly ever met. */
    static final Duration LATE = Duration.ofSeconds(3);

    private static final Pattern AGENT_VERSION = Pattern.compile("^[^/ ]+/(v\\d+\\.\\d+\\.[^ ]+)");

    private final SetName set;
    private final Instant begin;
    private final List<LifeStates> own = new ArrayList<>();
    private final Optional<Observation> start;
    private final List<Observation> otherPods = new ArrayList<>();
    /** Why something is missing from the beginning, by the kind of what is missing. */
    private final Map<String, String> missing;

    SetSelection(
            SetName set,
            Map<String, List<LifeStates>> places,
            Map<Named, AuditRecord> unknown,
            LoggedLevels levels,
            Instant begin) {
        this.set = set;
        this.begin = begin;
        Set<String> claims = new HashSet<>();
        for (LifeStates each : places.getOrDefault(set.namespace(), List.of())) {
            if (belongs(each)) {
                own.add(each);
                if (each.life().kind().equals(Kinds.CLAIM)) {
                    claims.add(each.life().name());
                }
            } else if (each.life().kind().equals(Kinds.POD)) {
                each.states().stream()
                        .limit(1)
                        .filter(state -> state.change() == Change.ADDED)
                        .forEach(otherPods::add);
            }
        }
        for (LifeStates each : places.getOrDefault("", List.of())) {
            boolean bound = each.life().kind().equals(Kinds.VOLUME) && claims.contains(claim(each));
            boolean place = each.life().kind().equals(ObjectReference.NAMESPACE)
                    && each.life().name().equals(set.namespace());
            if (bound || place) {
                own.add(each);
            }
        }
        own.sort(Comparator.comparing((LifeStates each) -> !each.life().kind().equals(Kinds.STATEFUL_SET))
                .thenComparing(each -> each.life().name())
                .thenComparing(each -> each.life().firstVersion()));
        this.start = isOlder() ? CompleteStart.of(set, own) : Optional.empty();
        this.missing = new MissingParts(set, own, unknown, levels, begin, begins()).reasons();
    }

    /**
     * The history.
     *
     * @param known up to which revision all is known
     */
    SetHistory history(long known) {
        List<Entry> sorted = new ArrayList<>();
        List<Entry> found = new ArrayList<>();
        for (LifeStates each : own) {
            each.states().stream().filter(this::counts).forEach(sorted::add);
            each.gaps().stream().filter(gap -> gap.since() >= begins()).forEach(sorted::add);
            foundAt(each).ifPresent(found::add);
        }
        otherPods.stream().filter(this::counts).forEach(sorted::add);
        sorted.sort(Comparator.comparingLong(SetSelection::place));
        found.sort(Comparator.comparingLong(SetSelection::place));
        sorted.addAll(0, found);
        List<Entry> entries = new ArrayList<>();
        Instant first =
                sorted.stream().map(Entry::at).min(Comparator.naturalOrder()).orElse(begin);
        version().ifPresent(version -> entries.add(new ServerVersion(Entry.UNPLACED, first, version)));
        missing.forEach((kind, reason) -> entries.add(new Gap(Entry.UNPLACED, first, kind, 0, reason)));
        Set<String> told = new HashSet<>(missing.keySet());
        Instant latest = first;
        for (Entry entry : sorted) {
            latest = entry.at().isAfter(latest) ? entry.at() : latest;
            if (entry instanceof Gap gap) {
                if (told.add(gap.kind())) {
                    entries.add(gap);
                }
            } else {
                Observation state = (Observation) entry;
                entries.add(new Observation(Entry.UNPLACED, latest, state.change(), state.object(), state.request()));
            }
        }
        if (!missing.containsKey(Kinds.POD)) {
            CountedPods.gap(History.of(entries), set, start.isPresent()).ifPresent(entries::add);
        }
        entries.add(new Fence(Entry.UNPLACED, latest, Map.of(Gap.EVERY_KIND, Math.max(1, known))));
        return new SetHistory(set.namespace(), set.name(), start.map(Observation::at), History.of(entries));
    }

    private long begins() {
        return start.map(Observation::resourceVersion).orElse(0L);
    }

    private boolean counts(Observation state) {
        return state.resourceVersion() > begins();
    }

    /** What was there when the history begins, as a list would have told it. */
    private Optional<Observation> foundAt(LifeStates each) {
        return each.states().stream()
                .filter(state -> !counts(state))
                .reduce((earlier, later) -> later)
                .filter(state -> !state.deleted())
                .map(state -> new Observation(
                        Entry.UNPLACED, start.orElseThrow().at(), Change.LISTED, state.object(), state.request()));
    }

    /** Whether the set or one of its pods was there already. */
    private boolean isOlder() {
        return own.stream()
                .filter(each -> each.life().kind().equals(Kinds.STATEFUL_SET)
                        || each.life().kind().equals(Kinds.POD))
                .anyMatch(LifeStates::isFound);
    }

    private static long place(Entry entry) {
        return entry instanceof Observation state ? state.resourceVersion() * 2 : ((Gap) entry).since() * 2 + 1;
    }

    private boolean belongs(LifeStates each) {
        ObjectLife life = each.life();
        return switch (life.kind()) {
            case Kinds.STATEFUL_SET -> life.name().equals(set.name());
            case Kinds.POD -> SetName.parent(life.name()).equals(set.name()) || owned(each);
            case Kinds.CLAIM -> SetName.parent(life.name()).endsWith("-" + set.name());
            case Kinds.REVISION -> owned(each) || life.name().startsWith(set.name() + "-");
            default -> false;
        };
    }

    private boolean owned(LifeStates each) {
        return each.states().stream()
                .anyMatch(state -> state.object().controller().filter(set::owns).isPresent());
    }

    private String claim(LifeStates volume) {
        return volume.states().stream()
                .map(state -> state.object().json().path("spec").path("claimRef"))
                .filter(claim -> claim.path("namespace").asString("").equals(set.namespace()))
                .map(claim -> claim.path("name").asString(""))
                .findFirst()
                .orElse("");
    }

    // What the controller does depends on its own version, and an agent of that user is no stranger.
    private Optional<String> version() {
        return own.stream()
                .flatMap(each -> each.states().stream())
                .flatMap(state -> state.request().stream())
                .filter(AuditedRequest::byStatefulSetController)
                .map(request -> AGENT_VERSION.matcher(request.agent()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .min(Comparator.comparingInt(SetSelection::minor));
    }

    private static int minor(String version) {
        return Integer.parseInt(version.split("\\.", -1)[1]);
    }
}
