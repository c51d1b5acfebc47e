package dev.holdfast.report.page;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.TestedKubernetes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that is on the page.
 *
 * @param run the run
 * @param violations what is broken, the worst first
 * @param guarantees its guarantees, those that are not kept first
 * @param scenarios its scenarios, those that are not as promised first
 * @param assets what is written into the page beside its text
 */
public record Page(
        SavedRun run,
        List<PageViolation> violations,
        List<PageGuarantee> guarantees,
        List<PageScenario> scenarios,
        Assets assets) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** {@return the outcome in one sentence} */
    public String verdict() {
        long broken = guarantees(Outcome.FAILED);
        if (run.outcome() == Outcome.FAILED) {
            return broken == 0
                    ? "A scenario did not hold"
                    : broken == 1 ? "One guarantee is broken" : broken + " guarantees are broken";
        }
        if (run.scenarios().isEmpty()) {
            return "No scenario ended, so nothing can be said";
        }
        if (run.outcome() == Outcome.INCONCLUSIVE) {
            return "Nothing was seen to be broken, and not everything could be judged";
        }
        long deviating = guarantees(Outcome.KNOWN_DEVIATION);
        return deviating == 0
                ? "Every guarantee that was judged holds"
                : "Every guarantee that was judged holds, except for " + deviating
                        + (deviating == 1 ? " that is known to deviate" : " that are known to deviate");
    }

    /** {@return the scenarios of which a step did not come true, without anything being proven broken by it} */
    public List<PageScenario> notShown() {
        return inconclusive(true);
    }

    /** {@return the other scenarios of which nothing can be said} */
    public List<PageScenario> undecided() {
        return inconclusive(false);
    }

    private List<PageScenario> inconclusive(boolean unmet) {
        return scenarios.stream()
                .filter(each -> each.result().outcome() == Outcome.INCONCLUSIVE)
                .filter(each -> each.result().unmet().isPresent() == unmet)
                .toList();
    }

    /** {@return the guarantees that are not kept, or not known to be} */
    public List<PageGuarantee> notKept() {
        return guarantees.stream().filter(each -> !each.kept()).toList();
    }

    /** {@return the guarantees that are kept, or do not apply} */
    public List<PageGuarantee> kept() {
        return guarantees.stream().filter(PageGuarantee::kept).toList();
    }

    /** {@return how many guarantees are kept, and how many do not apply} */
    public String keptWords() {
        long kept = guarantees(Outcome.PASSED);
        long not = guarantees(Outcome.NOT_APPLICABLE);
        String words = kept + (kept == 1 ? " guarantee holds" : " guarantees hold");
        return not == 0 ? words : words + ", " + not + (not == 1 ? " does" : " do") + " not apply";
    }

    /** {@return the families of its guarantees, for the filter} */
    public Set<String> families() {
        Set<String> families = new TreeSet<>();
        guarantees.forEach(each -> families.add(each.family()));
        return families;
    }

    /** {@return the scenario that is open at first: the one that shows the worst, else the first that is not as promised} */
    public Optional<PageScenario> first() {
        return violations.stream().map(PageViolation::scenario).findFirst().or(() -> scenarios.stream()
                .filter(PageScenario::open)
                .findFirst());
    }

    /** {@return what was tested, in one line} */
    public String tested() {
        List<String> parts = new ArrayList<>();
        parts.add(TestedKubernetes.text(run.kubernetes(), run.cluster().components()));
        run.cluster().distribution().ifPresent(parts::add);
        if (!run.nodes().isEmpty()) {
            parts.add(run.nodes().size() + (run.nodes().size() == 1 ? " node" : " nodes"));
        }
        parts.add("took " + Seconds.of(run.duration()));
        return String.join(" · ", parts);
    }

    private long guarantees(Outcome outcome) {
        return guarantees.stream()
                .filter(each -> each.result().outcome() == outcome)
                .count();
    }

    /** {@return how many guarantees were judged how, for each outcome that occurred} */
    public Map<Outcome, Long> guaranteeCounts() {
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            long count = guarantees(outcome);
            if (count > 0) {
                counts.put(outcome, count);
            }
        }
        return counts;
    }

    /** {@return how many scenarios ended how, for each outcome that occurred} */
    public Map<Outcome, Long> scenarioCounts() {
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (run.count(outcome) > 0) {
                counts.put(outcome, run.count(outcome));
            }
        }
        return counts;
    }

    /** {@return when the run ended, in UTC; empty when that was not saved} */
    public String ended() {
        return run.ended().map(TIME::format).orElse("");
    }

    /** {@return what is known of the cluster and the run, by name} */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kubernetes", run.kubernetes());
        if (!run.cluster().components().isEmpty()) {
            facts.put("Components", TestedKubernetes.text(run.cluster().components()));
        }
        run.cluster().distribution().ifPresent(name -> facts.put("Cluster", name));
        // Nodes that may not be looked at are not counted.
        if (!run.nodes().isEmpty()) {
            facts.put("Nodes", run.nodes().size() + nodeNames());
        }
        run.cluster().network().ifPresent(name -> facts.put("Network", name));
        run.cluster().storageClass().ifPresent(name -> facts.put("Storage class", name));
        facts.put("Holdfast", run.holdfast());
        return facts;
    }

    /** {@return how long the run took, and where the time went} */
    public String took() {
        return Seconds.of(run.duration()) + phases();
    }

    private String nodeNames() {
        return run.nodes().isEmpty() || run.nodes().size() > 5 ? "" : " (" + String.join(", ", run.nodes()) + ")";
    }

    private String phases() {
        List<String> phases = new ArrayList<>();
        run.seconds().forEach((phase, seconds) -> phases.add(phase + " " + Seconds.of(seconds)));
        return phases.size() < 2 ? "" : ": " + String.join(", ", phases);
    }
}
