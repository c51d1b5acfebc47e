package dev.holdfast.scenario.action;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import java.util.ArrayList;
import java.util.List;

/** What the instances of a set's pods note of themselves, in their volumes and with a witness, and how it is read. */
public final class InstanceNotes {

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final SetDesign design;
    private final WitnessPod witness;

    /** Those of a set that is not created yet. */
    public InstanceNotes(ScenarioScope scope, SetUnderTest set, SetDesign design) {
        this.scope = scope;
        this.set = set;
        this.design = design;
        this.witness = new WitnessPod(scope);
    }

    /** Has there be a witness, and the pods of the set that is to be created note what becomes of them. */
    public void take() {
        design.notesWith(witness.create());
    }

    /**
     * Reads all that was noted, as soon as each pod that is there has noted something.
     *
     * @throws NotKeptError when one of them does not
     */
    public void read() {
        List<Integer> standing = set.standing();
        List<String> uids = standing.stream().map(set::uid).toList();
        scope.poll(
                "each pod of StatefulSet " + set.names().set() + " has noted that it began",
                scope.timeouts().fileWritten(),
                () -> readOnce(standing),
                notes -> uids.stream().allMatch(uid -> notes.stream().anyMatch(note -> note.contains(uid))),
                notes -> notes.size() + " notes were read, and none of one of them is there");
    }

    private List<String> readOnce(List<Integer> standing) {
        List<String> notes = new ArrayList<>(witness.hear().values());
        if (set.names().hasClaims()) {
            standing.forEach(ordinal -> notes.addAll(journal(ordinal).values()));
        }
        return notes;
    }

    private ExternalRead journal(int ordinal) {
        String pod = set.names().pod(ordinal);
        List<String> lines = scope.exec()
                .run(pod, List.of("sh", "-c", "cat " + set.names().mountPath() + "/" + NotingProgram.FILE + "*"))
                .outputOf("reading what was noted in the volume of pod " + pod)
                .lines()
                .toList();
        return scope.log().append(ExternalRead.journal(pod, set.uid(ordinal), lines));
    }
}
