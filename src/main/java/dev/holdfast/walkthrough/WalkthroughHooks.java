package dev.holdfast.walkthrough;

import dev.holdfast.scenario.ScenarioLifecycle;
import io.cucumber.java.After;
import io.cucumber.java.BeforeStep;

/** Where Cucumber stops in a run that was asked to. */
public final class WalkthroughHooks {

    /** Hooks of a higher order come first at the end of a scenario: before it is judged and cleaned up. */
    private static final int BEFORE_THE_END = 20_000;

    private final ScenarioLifecycle scenario;

    /**
     * Made by Cucumber for each scenario.
     *
     * @param scenario the scenario
     */
    public WalkthroughHooks(ScenarioLifecycle scenario) {
        this.scenario = scenario;
    }

    @BeforeStep
    public void beforeStep() {
        scenario.namespace().ifPresent(Walkthrough.current()::beforeStep);
    }

    @After(order = BEFORE_THE_END)
    public void afterLastStep() {
        scenario.namespace().ifPresent(Walkthrough.current()::afterLastStep);
    }
}
