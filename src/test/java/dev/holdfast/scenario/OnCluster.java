package dev.holdfast.scenario;

import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.recording.Recorder;
import dev.holdfast.recording.RecordingBarrier;
import dev.holdfast.recording.SharedRecording;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A namespace of a test's own on the cluster that is running, recorded and cleaned up as a scenario's is. */
public final class OnCluster implements AutoCloseable {

    private final ScenarioScope scope;
    private final Recorder recorder;
    private final SharedRecording.Copy copy;

    private OnCluster(ScenarioScope scope, Recorder recorder, SharedRecording.Copy copy) {
        this.scope = scope;
        this.recorder = recorder;
        this.copy = copy;
    }

    /** Begins a run, to be closed when all that is opened in it is closed. */
    public static Run begin() {
        return new Run(RunningCluster.get(), RunSettings.fromSystemProperties());
    }

    public static OnCluster open(Run run, String title) {
        return open(run, title, Optional.empty());
    }

    public static OnCluster open(Run run, String title, Optional<Duration> connectionTime) {
        ScenarioName name = run.name(title, Optional.empty());
        ScenarioScope scope = new ScenarioScope(
                name, run, new HistoryLog(), new CleanUp(), new Waits(), new RecordingBarrier(), new Witness());
        scope.cleanUp().register(name.namespace(), () -> run.removals().scenario(name));
        OwnNamespace.create(run, name, Map.of());
        Recorder recorder = Recorder.start(scope.client(), name, scope.log(), run.timeouts(), connectionTime);
        SharedRecording.Copy copy = run.shared().copyTo(name, scope.log());
        scope.catchUp().by(recorder::catchUp);
        OwnNamespace.awaitUsable(run, name);
        return new OnCluster(scope, recorder, copy);
    }

    public ScenarioScope scope() {
        return scope;
    }

    public Recorder recorder() {
        return recorder;
    }

    @Override
    public void close() {
        scope.cleanUp().run();
        copy.close();
        recorder.close();
    }
}
