package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** What is said of the revisions that a set keeps, and of changes that make none. */
public final class RevisionSteps {

    private final ScenarioContext scenario;

    /**
     * Made by Cucumber for each scenario.
     *
     * @param scenario the scenario
     */
    public RevisionSteps(ScenarioContext scenario) {
        this.scenario = scenario;
    }

    @When("a label of the set is changed")
    public void labelChanged() {
        scenario.settings().label();
    }

    @When("its minReadySeconds is changed to {int}")
    public void minReadySecondsChanged(int seconds) {
        scenario.settings().minReadySeconds(seconds);
    }

    @When("its update strategy is changed to OnDelete")
    public void strategyChanged() {
        scenario.settings().onDelete();
    }

    @When("its claims are to be deleted with it from now on")
    public void retentionChanged() {
        scenario.settings().deleteClaimsWithTheSet();
    }

    @Then("no revision came of that")
    public void noRevision() {
        scenario.judge("revision.no-op");
    }
}
