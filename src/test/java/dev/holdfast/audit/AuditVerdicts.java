package dev.holdfast.audit;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges the audit log of a cluster, and compares the verdicts with those by the histories that were recorded on it. */
public final class AuditVerdicts {
    /**
     * What they are judged by is read outside of the API, or what the API server said to the scenario, or of a kind that is not read from a
     * log, or ends with the scenario.
     */
    private static final Set<String> NOT_TOLD = Set.of(
            "amo.instances",
            "api.defaults",
            "api.gated-fields",
            "api.immutable",
            "api.name-length",
            "api.scale",
            "api.validation",
            "contrast.deployment",
            "evict.budget",
            "identity.dns",
            "identity.dns-follows-ip",
            "identity.dns-not-ready",
            "identity.dns-ready-set",
            "identity.dns-srv",
            "identity.hostname",
            "pdb.counts-rollout",
            "pdb.not-consulted",
            "quota.recovers",
            "resume.api-server",
            "resume.controller",
            "retention.foreign",
            "storage.equal-names",
            "storage.fresh-after-delete",
            "storage.isolation",
            "storage.mounted",
            "storage.rebind");

    private static final Set<Outcome> UNDECIDED = Set.of(Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE);

    private final Map<Judged, Verdict> recorded = new HashMap<>();
    private final Map<Judged, Verdict> audited = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> open = new TreeMap<>();
    private final Map<Outcome, Integer> same = new EnumMap<>(Outcome.class);
    private int moreCertain;

    /** A guarantee and a set. */
    private record Judged(String namespace, String set, String guarantee) {}

    /**
     * Compares.
     *
     * @param log the audit log
     * @param histories what was recorded meanwhile
     * @throws IOException when one of them cannot be read
     */
    public AuditVerdicts(Path log, List<Path> histories) throws IOException {
        for (Path history : histories) {
            judge(HistoryFile.read(history), recorded);
        }
        for (SetHistory set : AuditLog.read(List.of(log)).histories()) {
            judge(set.history(), audited);
        }
        recorded.forEach(this::compare);
    }

    private static void judge(History history, Map<Judged, Verdict> into) {
        for (Judgement each : Judge.of(history, Runnable::run)) {
            into.put(
                    new Judged(
                            each.subject().namespace(),
                            each.subject().statefulSet(),
                            each.guarantee().id()),
                    each.verdict());
        }
    }

    private void compare(Judged judged, Verdict expected) {
        Verdict found = audited.get(judged);
        if (found == null) {
            differences.add(judged + ": the log tells of no such set");
        } else if (found.outcome() == expected.outcome()) {
            same.merge(found.outcome(), 1, Integer::sum);
        } else if (UNDECIDED.contains(found.outcome()) && NOT_TOLD.contains(judged.guarantee())) {
            open.merge(judged.guarantee(), 1, Integer::sum);
        } else if (expected.outcome() == Outcome.INCONCLUSIVE && found.outcome() != Outcome.FAILED) {
            moreCertain++;
        } else {
            differences.add(judged + ": recorded " + expected.outcome() + " (" + expected.sentence() + "), audited "
                    + found.outcome() + " (" + found.sentence() + ")");
        }
    }

    /** Where one says something else than the other, and nothing in the documentation says why. */
    public List<String> differences() {
        return differences;
    }

    /** How many verdicts were the same. */
    public int same() {
        return same.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many are inconclusive since a log does not tell what they are judged by. */
    public int notTold() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Prints the comparison.
     *
     * @param arguments the audit log and the folder with the histories
     * @throws IOException when one of them cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> histories;
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            histories = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        AuditVerdicts verdicts = new AuditVerdicts(Path.of(arguments[0]), histories);
        System.out.println("the same: " + verdicts.same + "; decided by the audit log alone: " + verdicts.moreCertain);
        System.out.println("not told by an audit log: " + verdicts.open);
        System.out.println("different: " + verdicts.differences.size());
        verdicts.differences.forEach(each -> System.out.println("  " + each));
        System.exit(verdicts.differences.isEmpty() ? 0 : 1);
    }
}
