package dev.holdfast.report.timeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few fields of an entry that decide, out of all that changed: those that the verdict speaks of, else those that say whether
 * an object lives, of which version it is and what it is bound to.
 */
public final class DecidingFields {

    private static final int MOST = 4;

    /** In the order in which they count. */
    private static final List<Pattern> LIFE = List.of(
            Pattern.compile("metadata\\.deletionGracePeriodSeconds"),
            Pattern.compile("metadata\\.deletionTimestamp"),
            Pattern.compile("status\\.phase"),
            Pattern.compile("status\\.conditions\\[Ready]\\.status"),
            Pattern.compile("metadata\\.labels\\.controller-revision-hash"),
            Pattern.compile("spec\\.replicas"),
            Pattern.compile("spec\\.updateStrategy.*"),
            Pattern.compile("spec\\.template\\..*\\.image"),
            Pattern.compile("metadata\\.ownerReferences.*\\.(name|controller)"),
            Pattern.compile("spec\\.volumeName"),
            Pattern.compile(
                    "status\\.(replicas|readyReplicas|availableReplicas|currentReplicas|updatedReplicas|currentRevision|updateRevision)"),
            Pattern.compile("status\\.containerStatuses\\[.*]\\.(ready|state\\.[a-z]+\\.reason)"),
            Pattern.compile("spec\\.(hostname|subdomain|nodeName)"),
            Pattern.compile("status\\.podIP"));

    /** All fields of a new object are new: these say which version it is of. */
    private static final List<Pattern> BIRTH = List.of(
            Pattern.compile("status\\.phase"),
            Pattern.compile("metadata\\.labels\\.controller-revision-hash"),
            Pattern.compile("spec\\.replicas"));

    private static final Pattern PATH = Pattern.compile("\\b(?:metadata|spec|status)(?:\\.[A-Za-z][A-Za-z0-9-]*)+");

    private DecidingFields() {}

    /**
     * Chooses.
     *
     * @param row the entry
     * @param sentence what the verdict says
     * @return a few of its changes; a field that the verdict speaks of and that a new object lacks is one of them
     */
    public static List<FieldChange> of(Row row, String sentence) {
        Set<FieldChange> chosen = new LinkedHashSet<>();
        row.changes().stream().filter(each -> each.isNamedIn(sentence)).forEach(chosen::add);
        if (row.change().equals("ADDED")) {
            chosen.addAll(lacking(row, sentence));
        }
        for (Pattern life : row.change().equals("ADDED") ? BIRTH : LIFE) {
            row.changes().stream()
                    .filter(each -> life.matcher(each.path()).matches())
                    .forEach(chosen::add);
        }
        return chosen.stream().limit(MOST).toList();
    }

    private static List<FieldChange> lacking(Row row, String sentence) {
        List<FieldChange> lacking = new ArrayList<>();
        Matcher named = PATH.matcher(sentence);
        while (named.find()) {
            String path = named.group();
            if (row.changes().stream().noneMatch(each -> each.path().startsWith(path))) {
                lacking.add(new FieldChange(path, "", ""));
            }
        }
        return lacking;
    }
}
