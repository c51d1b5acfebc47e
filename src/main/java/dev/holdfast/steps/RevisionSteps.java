package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of the revisions that a set keeps, and of changes that make none.
 *
 * @param scenario the scenario
 */
public record RevisionSteps(ScenarioContext scenario) {

    @Given("it is to keep {int} old revision(s)")
    public void keeps(int revisions) {
        scenario.design().oldRevisions(revisions);
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

    @When("its update strategy is changed to Recreate")
    public void strategyChangedToRecreate() {
        scenario.settings().recreate();
    }

    @When("its update strategy is changed to RollingUpdate")
    public void strategyChangedToRolling() {
        scenario.settings().rollingUpdate();
    }

    @When("its claims are to be deleted with it from now on")
    public void retentionChanged() {
        scenario.settings().deleteClaimsWithTheSet();
    }

    @When("{int} other versions are rolled out, one after the other")
    public void rolledOut(int versions) {
        scenario.settings().rollOut(versions);
    }

    @When("somebody makes a revision with the labels of the set and another template")
    public void strayMade() {
        scenario.revisions().makeStray();
    }

    @When("somebody deletes the revision that its status calls the current one")
    public void currentDeleted() {
        scenario.revisions().deleteCurrent();
    }

    @Then("no revision came of that")
    public void noRevision() {
        scenario.judge("revision.no-op");
    }

    @Then("it keeps no more old revisions than that, and the one that its pod is of")
    public void keepsNoMore() {
        scenario.judge("revision.history-limit");
    }
}
