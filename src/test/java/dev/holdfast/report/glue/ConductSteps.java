package dev.holdfast.report.glue;

import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.NotObservedException;
import dev.holdfast.report.RunResults;
import dev.holdfast.scenario.NotKeptError;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Steps for scenarios that go well and badly in every way that there is. */
@SuppressWarnings("DoNotCallSuggester")
public final class ConductSteps {

    private Scenario scenario;
    private boolean hookFails;

    @Before
    public void remember(Scenario current) {
        scenario = current;
    }

    @Given("all is well")
    public void well() {
        // Nothing to do.
    }

    @Given("something does not hold")
    public void doesNotHold() {
        throw new AssertionError("promised: blue\n    seen: red");
    }

    @Given("{word} is seen broken")
    public void seenBroken(String guarantee) {
        throw new NotKeptError("blue", "red", Path.of("histories/a.jsonl"), guarantee);
    }

    @Given("something does not come in time")
    public void doesNotCome() {
        throw new NotObservedException("pod 0 was not Ready within 60 s");
    }

    @Given("something breaks")
    public void breaks() {
        throw new IllegalStateException("connection refused\nsecond line");
    }

    @Given("the clean-up breaks")
    public void cleanUpBreaks() {
        hookFails = true;
    }

    @Given("the cluster cannot do it")
    public void cannot() {
        throw new TestAbortedException("the cluster has one node");
    }

    @Given("{word} is judged {word}")
    public void judged(String guarantee, String how) {
        RunResults.current().judged(scenario.getId(), guarantee, verdict(how));
        RunResults.current().saved(scenario.getId(), Path.of("histories/a.jsonl"));
    }

    @After
    public void after() {
        if (hookFails) {
            throw new IllegalStateException("namespace is stuck");
        }
    }

    private static Verdict verdict(String how) {
        return switch (how) {
            case "kept" -> Verdict.passed("as promised");
            case "broken" -> Verdict.failed("pod 1 was first", List.of());
            case "inapplicable" -> Verdict.notApplicable("it has no claims");
            default -> Verdict.inconclusive("nothing was observed", List.of());
        };
    }
}
