package dev.holdfast.walkthrough;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseStarted;
import java.nio.file.Path;

/** The Cucumber plugin that tells the {@link Walkthrough} which steps a scenario has: hooks do not hear of it. */
public final class WalkthroughPlugin implements ConcurrentEventListener {

    /** Called by Cucumber, once a run. */
    public WalkthroughPlugin() {}

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestCaseStarted.class, event -> started(event.getTestCase()));
    }

    private static void started(TestCase scenario) {
        Walkthrough.current()
                .scenario(
                        scenario.getName(),
                        Path.of(scenario.getUri()).getFileName() + ":"
                                + scenario.getLocation().getLine(),
                        scenario.getTestSteps().stream()
                                .filter(PickleStepTestStep.class::isInstance)
                                .map(PickleStepTestStep.class::cast)
                                .map(step -> step.getStep().getKeyword()
                                        + step.getStep().getText())
                                .toList());
    }
}
