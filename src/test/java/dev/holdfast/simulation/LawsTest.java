package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import net.jqwik.api.Example;

/**
 * What must not change a verdict, and what may change it in one direction only; for every guarantee of the catalogue. Most of the
 * lives have a fault, so that there is something to be called broken.
 */
class LawsTest {
    private static final int LIVES = Search.lives() / 4;

    private static final List<String> KINDS =
            List.of(Kinds.POD, Kinds.STATEFUL_SET, Kinds.CLAIM, Kinds.REVISION, Event.KIND, Service.KIND, Kinds.VOLUME);

    /** Guarantees that are known to break a law. To be emptied. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "interleaving",
            // The first two take what arrived when for evidence; the third one judged nothing with one of the two.
            Set.of("storage.claim-before-pod", "order.no-causeless-deletion", "update.one-at-a-time"));

    @Example
    void anyInterleavingOfTheStreamsGivesTheSameVerdict() {
        check("interleaving", LawsTest::interleavedOtherwise, Object::equals);
    }

    @Example
    void whatIsBrokenStaysBrokenWhenTheHistoryGoesOn() {
        check(
                "prefix",
                (trial, whole) -> Retelling.begun(whole, 1 + part(trial, 98)),
                (whole, begun) -> begun != Outcome.FAILED || whole == Outcome.FAILED);
    }

    @Example
    void aGapNeverMakesAVerdictPassed() {
        check("gap", LawsTest::withGap, (whole, less) -> less != Outcome.PASSED || whole == Outcome.PASSED);
    }

    @Example
    void theClockOfTheRecorderChangesNothing() {
        check("recorder's clock", (trial, history) -> Retelling.byAnotherClock(history), Object::equals);
    }

    @Example
    void theClockOfTheClusterChangesNothing() {
        check("cluster's clock", (trial, history) -> Retelling.onAnotherDay(history), Object::equals);
    }

    @Example
    void namesChangeNothing() {
        check("names", (trial, history) -> Retelling.byOtherNames(history), Object::equals);
    }

    @Example
    void anotherNamespaceBesideItChangesNothing() {
        check("namespace", LawsTest::beside, Object::equals);
    }

    private static void check(
            String law, BiFunction<Trial, History, History> other, BiPredicate<Outcome, Outcome> holds) {
        Search search = Search.among(Trials.recorded(Lives.any()), LIVES, trial -> {
            History history = history(trial, trial.recording());
            Map<String, Judgement> before = judged(history);
            Map<String, Judgement> after = judged(other.apply(trial, history));
            Map<String, String> wrong = new TreeMap<>();
            before.forEach((key, judgement) -> {
                Judgement otherwise = after.get(key);
                if (otherwise != null
                        && !holds.test(
                                judgement.verdict().outcome(),
                                otherwise.verdict().outcome())) {
                    wrong.put(judgement.guarantee().id(), words(judgement) + "; otherwise " + words(otherwise));
                }
            });
            return wrong;
        });
        System.out.println("law of " + law + " broken in " + LIVES + " lives: " + search.times());
        assertThat(search.other(KNOWN.getOrDefault(law, Set.of())::contains)).isEmpty();
    }

    private static String words(Judgement judgement) {
        return judgement.verdict().outcome() + ", " + judgement.verdict().sentence();
    }

    private static History history(Trial trial, Recording recording) {
        Fault[] faults = Fault.values();
        int number = part(trial, faults.length + 8);
        EnumSet<Fault> on = number < faults.length ? EnumSet.of(faults[number]) : EnumSet.noneOf(Fault.class);
        return recording.of(trial.life().run(on), trial.life().version());
    }

    /** A number below another that differs from trial to trial. */
    private static int part(Trial trial, int below) {
        return (int) (trial.recording().seed() % below);
    }

    private static History interleavedOtherwise(Trial trial, History history) {
        Recording own = trial.recording();
        if (trial.life().steps().stream().anyMatch(UserStep.DeleteNamespace.class::isInstance)) {
            // A deletion that arrives after that of the namespace may be a consequence of it, so that what arrives when
            // tells.
            return history;
        }
        // What a recording tells of the server follows from its seed, too.
        return history(trial, new Recording(own.witness(), own.seed() + 4, own.begin()));
    }

    private static History withGap(Trial trial, History history) {
        int size = history.entries().size();
        int from = size * part(trial, 97) / 100;
        return Retelling.withGap(
                history, KINDS.get(part(trial, KINDS.size())), from, Math.min(size, from + 1 + part(trial, 23)));
    }

    private static History beside(Trial trial, History history) {
        History other = new Recording(
                        Recording.Witness.BYSTANDER, trial.recording().seed(), 0)
                .of(Life.ordinary().run(), trial.life().version());
        return Retelling.beside(history, other);
    }

    /** By set and guarantee, of whatever name the set is. */
    private static Map<String, Judgement> judged(History history) {
        Map<String, Judgement> judged = new TreeMap<>();
        for (Judgement judgement : Judge.of(history, Runnable::run)) {
            if (!judgement.subject().namespace().equals("beside")) {
                String set = judgement.subject().statefulSet().replace("shop", "web");
                judged.put(set + " " + judgement.guarantee().id(), judgement);
            }
        }
        return judged;
    }
}
