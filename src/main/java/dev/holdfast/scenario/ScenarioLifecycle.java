package dev.holdfast.scenario;

import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Action;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.recording.HistoryRecording;
import dev.holdfast.recording.Recorder;
import dev.holdfast.recording.RecordingBarrier;
import dev.holdfast.recording.RecordingFault;
import dev.holdfast.recording.SharedRecording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One scenario from its beginning to its end: its namespace, its recording, what its history is judged by, and its clean-up.
 * What is done in between it does not know. Cucumber makes one for each scenario; it does nothing until it is opened.
 */
public final class ScenarioLifecycle {

    private final Waits waits = new Waits();
    private Optional<History> whole = Optional.empty();
    private Optional<String> disturbance = Optional.empty();
    private Optional<HistoryRecording> evidence = Optional.empty();
    private Optional<ScenarioScope> scope = Optional.empty();
    private Optional<Recorder> recorder = Optional.empty();
    private Optional<SharedRecording.Copy> copy = Optional.empty();

    /** Made by Cucumber for each scenario. */
    public ScenarioLifecycle() {}

    /**
     * Makes the scenario's namespace and begins to record, before anything is done in it.
     *
     * @param run the run
     * @param title the scenario's title in its feature
     * @return what the parts of the scenario share from now on
     */
    public ScenarioScope open(Run run, String title) {
        Optional<FaultInjection> affliction = run.cluster().interference().on(title);
        ScenarioName name = run.name(title, affliction);
        HistoryRecording begun = HistoryRecording.begin(run.history(name));
        FailureCapture.forget(run, name);
        evidence = Optional.of(begun);
        ScenarioScope opened =
                new ScenarioScope(name, run, begun.log(), new CleanUp(), waits, new RecordingBarrier(), new Witness());
        scope = Optional.of(opened);

        opened.cleanUp().register("what is in namespace " + name.namespace(), () -> run.removals()
                .scenario(name));
        // Last of all written down, and so ended before anything is taken away.
        affliction.map(with -> with.begin(name.namespace(), name.id())).ifPresent(course -> opened.cleanUp()
                .register("what is done to " + name.namespace(), course::close));
        OwnNamespace.create(run, name, affliction.map(FaultInjection::labels).orElse(Map.of()));
        recorder = Optional.of(Recorder.start(opened.client(), name, begun.log(), run.timeouts()));
        copy = Optional.of(run.shared().copyTo(name, begun.log()));
        opened.catchUp().by(this::catchUp);
        Instant begin = Instant.now();
        OwnNamespace.awaitUsable(run, name);
        waits.since(begin);
        return opened;
    }

    /** {@return the namespace that its objects are in, or nothing when it has not begun} */
    public Optional<String> namespace() {
        return scope.map(opened -> opened.name().namespace());
    }

    /** {@return what it has waited for} */
    public Waits waits() {
        return waits;
    }

    /**
     * Judges a guarantee on what has happened up to now. What cannot be decided yet is decided when the scenario ends.
     *
     * @param id the guarantee's id
     * @param subject the set that it is judged of
     * @throws NotKeptError when it is broken
     */
    public void judge(String id, Subject subject) {
        Guarantee guarantee =
                Catalogue.byId(id).orElseThrow(() -> new IllegalArgumentException("there is no guarantee " + id));
        GuaranteeVerdict judged = new GuaranteeVerdict(guarantee, guarantee.judge(complete(), subject));
        if (judged.verdict().outcome() == Outcome.FAILED) {
            throw notKept(judged);
        }
    }

    /** Everything that had happened when the newest change that is known of had: without holes between the kinds. */
    private History complete() {
        Fence fence = scope().history().fence();
        catchUp();
        scope().log().append(fence);
        return scope().history().judged();
    }

    private void catchUp() {
        recorder.ifPresent(Recorder::catchUp);
        scope().run().shared().catchUp(scope().timeouts());
    }

    /**
     * What to say of a guarantee that was not kept.
     *
     * @param judged the judgement
     * @return the error, to be thrown
     */
    public NotKeptError notKept(GuaranteeVerdict judged) {
        return new NotKeptError(
                judged.guarantee().statement(),
                judged.verdict().sentence(),
                scope().file(),
                judged.guarantee().id());
    }

    /**
     * Notes in the recording that the scenario ends before its last step, so that what has not happened yet proves nothing.
     *
     * @param reason why, as a clause
     */
    public void stop(String reason) {
        scope.ifPresent(opened -> opened.log().append(Action.stop(reason)));
    }

    /**
     * Ends the recording when everything that has happened is in it.
     *
     * @return the file that it was saved to, or nothing when there is none
     */
    public Optional<Path> save() {
        scope.ifPresent(opened -> {
            long begin = System.nanoTime();
            try {
                // Once more, since of what arrives while it catches up nobody knows whether it came before an answer
                // from elsewhere.
                complete();
                whole = Optional.of(complete());
            } catch (IllegalStateException behind) {
                opened.log().append(Gap.of(Gap.EVERY_KIND, behind.getMessage()));
                whole = Optional.of(opened.history().judged());
            }
            disturbance = RecordingFault.of(
                    opened.history(),
                    recorder.map(Recorder::absence).orElse(Duration.ZERO),
                    Duration.ofNanos(System.nanoTime() - begin));
        });
        copy.ifPresent(SharedRecording.Copy::close);
        recorder.ifPresent(Recorder::close);
        evidence.ifPresent(HistoryRecording::close);
        return evidence.map(HistoryRecording::path);
    }

    /** {@return why it proves nothing that something was not seen in this scenario, as a clause; known when it is saved} */
    public Optional<String> disturbance() {
        return disturbance;
    }

    /**
     * Judges everything that the scenario is about, and everything that holds in every scenario. Only what is saved is judged.
     *
     * @param subject the set that it is judged of
     * @param tags the scenario's tags; those that name no guarantee are for others
     * @return what was judged
     */
    public List<GuaranteeVerdict> judgeAll(Subject subject, Collection<String> tags) {
        return whole.map(history -> GuaranteeVerdict.of(history, subject, tags)).orElse(List.of());
    }

    /**
     * Saves beside the history what is there, before it is taken away. Never throws.
     *
     * @return what was saved, or nothing when the scenario had not begun
     */
    public Optional<SavedDiagnosis> diagnose() {
        return scope.map(opened -> FailureCapture.save(opened.run(), opened.name()));
    }

    /**
     * Leaves everything that the scenario made where it is; what it did to nodes and the like is undone.
     *
     * @return by which names it is found, or nothing when the scenario had not begun
     */
    public Optional<ScenarioName> keep() {
        scope.ifPresent(opened -> {
            opened.run().keep();
            opened.cleanUp().undo();
        });
        return scope.map(ScenarioScope::name);
    }

    /** Takes away everything that the scenario made, without waiting for it to be gone. */
    public void cleanUp() {
        scope.ifPresent(opened -> opened.cleanUp().run());
    }

    private ScenarioScope scope() {
        return scope.orElseThrow(() -> new IllegalStateException("the scenario has not begun"));
    }
}
