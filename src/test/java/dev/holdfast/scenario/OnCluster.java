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

    private final ScenarioScope stage;
    private final Recorder recorder;
    private final SharedRecording.Copy copy;

    private OnCluster(ScenarioScope stage, Recorder recorder, SharedRecording.Copy copy) {
        this.stage = stage;
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
        ScenarioScope stage = new ScenarioScope(
                name, run, new HistoryLog(), new CleanUp(), new Waits(), new RecordingBarrier(), new Witness());
        stage.cleanUp().register(name.namespace(), () -> run.removals().scenario(name));
        OwnNamespace.create(run, name, Map.of());
        Recorder recorder = Recorder.start(stage.client(), name, stage.log(), run.timeouts(), connectionTime);
        SharedRecording.Copy copy = run.shared().copyTo(name, stage.log());
        stage.catchUp().by(recorder::catchUp);
        OwnNamespace.awaitUsable(run, name);
        return new OnCluster(stage, recorder, copy);
    }

    public ScenarioScope stage() {
        return stage;
    }

    public Recorder recorder() {
        return recorder;
    }

    @Override
    public void close() {
        stage.cleanUp().run();
        copy.close();
        recorder.close();
    }
}
