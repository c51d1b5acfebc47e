package dev.holdfast.scenario;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One scenario: its namespace, its recording, what is done in it, and its clean-up. Cucumber makes one for each scenario
 * and hands it to all step classes; it does nothing until it is opened.
 */
public final class ScenarioContext {

    private static final String NOT_OPEN = "the scenario has not begun";

    private Optional<History> whole = Optional.empty();
    private Optional<Evidence> evidence = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Optional<Recorder> recorder = Optional.empty();
    private Optional<SharedRecording.Copy> copy = Optional.empty();
    private Optional<Parts> parts = Optional.empty();

    /** Made by Cucumber for each scenario. */
    public ScenarioContext() {}

    /**
     * Makes the scenario's namespace and begins to record, before anything is done in it.
     *
     * @param run the run
     * @param title the scenario's title in its feature
     */
    public void open(Run run, String title) {
        ScenarioName name = run.name(title);
        Evidence begun = Evidence.begin(run.history(name));
        evidence = Optional.of(begun);
        Stage place = new Stage(name, run, begun.log(), new CleanUp());
        stage = Optional.of(place);

        place.cleanUp().register("the namespace " + name.namespace(), () -> run.removals()
                .namespace(name.namespace()));
        OwnNamespace.create(run, name);
        recorder = Optional.of(Recorder.start(place.client(), name.namespace(), begun.log(), run.timeouts()));
        copy = Optional.of(run.shared().copyTo(name, begun.log()));
        OwnNamespace.awaitUsable(run, name);

        parts = Optional.of(Parts.on(place));
    }

    /** {@return the set that the scenario is about} */
    public SetUnderTest set() {
        return parts().set();
    }

    /** {@return in what that set is to differ from the tutorial's} */
    public SetDesign design() {
        return parts().design();
    }

    /** {@return what is written to that set after it was created} */
    public SetChanges changes() {
        return parts().changes();
    }

    /** {@return which version each of its pods is} */
    public Versions versions() {
        return parts().versions();
    }

    /** {@return when its pods become Ready} */
    public Readiness readiness() {
        return parts().readiness();
    }

    /** {@return when its pods are gone} */
    public Departures departures() {
        return parts().departures();
    }

    /** {@return how it is deleted, and what is left of it} */
    public SetDeletion deletion() {
        return parts().deletion();
    }

    /** {@return the pods of a Deployment that are held against it} */
    public StatelessPods statelessPods() {
        return parts().statelessPods();
    }

    /** {@return what shows that the controller is at work while nothing happens to that set} */
    public Control control() {
        return parts().control();
    }

    /** {@return where its volumes come from} */
    public Volumes volumes() {
        return parts().volumes();
    }

    /** {@return what its pods are to each other} */
    public Network network() {
        return parts().network();
    }

    /** {@return what its pods serve} */
    public Pages pages() {
        return parts().pages();
    }

    /** {@return what it says of its own objects beside the guarantees} */
    public Expectations expect() {
        return parts().expect();
    }

    /**
     * Judges a guarantee on what has happened up to now. What cannot be decided yet is decided when the scenario ends.
     *
     * @param id the guarantee's id
     * @throws NotKeptError when it is broken
     */
    public void judge(String id) {
        Guarantee guarantee =
                Catalogue.byId(id).orElseThrow(() -> new IllegalArgumentException("there is no guarantee " + id));
        Judgement judged = new Judgement(guarantee, guarantee.judge(complete(), set().subject()));
        if (judged.verdict().outcome() == Outcome.FAILED) {
            throw notKept(judged);
        }
    }

    /** Everything that had happened when the newest change that is known of had: without holes between the kinds. */
    private History complete() {
        long revision = stage().history().revision();
        recorder.ifPresent(Recorder::catchUp);
        stage().run().shared().catchUp(stage().timeouts());
        return stage().history().until(revision);
    }

    /**
     * What to say of a guarantee that was not kept.
     *
     * @param judged the judgement
     * @return the error, to be thrown
     */
    public NotKeptError notKept(Judgement judged) {
        return new NotKeptError(judged.guarantee().statement(), judged.verdict().sentence(), stage().file());
    }

    /**
     * Ends the recording when everything that has happened is in it.
     *
     * @return the file that it was saved to, or nothing when there is none
     */
    public Optional<Path> save() {
        stage.ifPresent(place -> {
            try {
                whole = Optional.of(complete());
            } catch (IllegalStateException behind) {
                place.log().append(Gap.of(Gap.EVERY_KIND, behind.getMessage()));
            }
        });
        copy.ifPresent(SharedRecording.Copy::close);
        recorder.ifPresent(Recorder::close);
        evidence.ifPresent(Evidence::close);
        return evidence.map(Evidence::path);
    }

    /**
     * Judges everything that the scenario is about, and everything that holds in every scenario.
     *
     * @param tags the scenario's tags; those that name no guarantee are for others
     * @return what was judged; nothing when the scenario had no set
     */
    public List<Judgement> judgeAll(Collection<String> tags) {
        return parts.filter(all -> all.set().exists())
                .map(all -> Judgement.of(
                        whole.orElseGet(() -> stage().history()), all.set().subject(), tags))
                .orElse(List.of());
    }

    /** Takes away everything that the scenario made, without waiting for it to be gone. */
    public void cleanUp() {
        stage.ifPresent(place -> place.cleanUp().run());
    }

    private Stage stage() {
        return stage.orElseThrow(() -> new IllegalStateException(NOT_OPEN));
    }

    private Parts parts() {
        return parts.orElseThrow(() -> new IllegalStateException(NOT_OPEN));
    }
}
