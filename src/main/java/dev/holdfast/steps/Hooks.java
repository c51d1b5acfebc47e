package dev.holdfast.steps;

import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Kept;
import dev.holdfast.report.RunResults;
import dev.holdfast.report.Waited;
import dev.holdfast.scenario.CurrentRun;
import dev.holdfast.scenario.GuaranteeVerdict;
import dev.holdfast.scenario.RunSettings;
import dev.holdfast.scenario.ScenarioLifecycle;
import dev.holdfast.scenario.Waits;
import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.BeforeAll;
import io.cucumber.java.Scenario;
import io.cucumber.java.Status;
import java.util.List;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens around every scenario, and around the run. */
public final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private final ScenarioContext context;
    private final ScenarioLifecycle lifecycle;

    /**
     * Made by Cucumber for each scenario.
     *
     * @param context the scenario
     * @param lifecycle where it begins and ends
     */
    public Hooks(ScenarioContext context, ScenarioLifecycle lifecycle) {
        this.context = context;
        this.lifecycle = lifecycle;
    }

    @BeforeAll
    public static void beginRun() {
        CurrentRun.begin(RunningCluster.get(), RunSettings.fromSystemProperties());
    }

    @AfterAll
    public static void endRun() {
        CurrentRun.end();
    }

    @Before
    public void open(Scenario scenario) {
        List<String> tags = scenario.getSourceTagNames().stream()
                .map(tag -> tag.substring(1))
                .toList();
        RunningCluster.get().capabilities().objection(tags).ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        context.open(CurrentRun.get(), scenario.getName());
    }

    /**
     * Evidence first, then the verdicts, then what is there where the scenario did not pass, then the clean-up. What the
     * scenario itself failed of is never hidden by what goes wrong here.
     *
     * @param scenario the scenario
     */
    @After
    public void end(Scenario scenario) {
        boolean passed = false;
        try {
            List<GuaranteeVerdict> judged = report(scenario);
            if (!scenario.isFailed()) {
                requireKept(judged);
                passed = scenario.getStatus() == Status.SKIPPED || !judged.isEmpty();
            }
        } catch (RuntimeException failed) {
            if (!scenario.isFailed()) {
                throw failed;
            }
            LOG.warn("after the failed scenario \"{}\": {}", scenario.getName(), failed.toString());
        } finally {
            if (!passed) {
                lifecycle.diagnose().ifPresent(saved -> RunResults.current().diagnosed(scenario.getId(), saved));
            }
            if (!passed && Boolean.getBoolean(RunSettings.KEEP_FAILED)) {
                lifecycle
                        .keep()
                        .map(name -> new Kept(name.title(), name.namespace(), name.id()))
                        .ifPresent(RunResults.current()::kept);
            } else {
                lifecycle.cleanUp();
            }
        }
    }

    private List<GuaranteeVerdict> report(Scenario scenario) {
        RunResults results = RunResults.current();
        if (scenario.isFailed()) {
            lifecycle.stop("a step of the scenario failed");
        } else if (scenario.getStatus() != Status.PASSED) {
            lifecycle.stop("the scenario was left before its last step");
        }
        Waits waits = lifecycle.waits();
        results.waited(scenario.getId(), new Waited(waits.total(), waits.arrivals(), waits.answers()));
        lifecycle.save().ifPresent(file -> results.saved(scenario.getId(), file));
        lifecycle.disturbance().ifPresent(reason -> results.disturbed(scenario.getId(), reason));
        boolean left = scenario.getStatus() == Status.SKIPPED;
        // Of what a scenario did not come to, since it does not apply, there is nothing to be undecided about.
        List<GuaranteeVerdict> judged = context.judgeAll(scenario.getSourceTagNames()).stream()
                .filter(each -> !left || each.verdict().outcome() != Outcome.INCONCLUSIVE)
                .toList();
        judged.forEach(each -> results.judged(scenario.getId(), each.guarantee().id(), each.verdict()));
        return judged;
    }

    private void requireKept(List<GuaranteeVerdict> judged) {
        for (GuaranteeVerdict each : judged) {
            if (each.verdict().outcome() == Outcome.FAILED) {
                throw lifecycle.notKept(each);
            }
        }
        for (GuaranteeVerdict each : judged) {
            if (each.verdict().outcome() == Outcome.INCONCLUSIVE) {
                throw new IllegalStateException("inconclusive: "
                        + each.guarantee().id() + ": " + each.verdict().sentence());
            }
        }
    }
}
