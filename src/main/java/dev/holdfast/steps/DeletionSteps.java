package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/**
 * What is said of a set that is deleted, and of what is left of it.
 *
 * @param scenario the scenario
 */
public record DeletionSteps(ScenarioContext scenario) {

    @When("the set is deleted")
    public void deleted() {
        scenario.deletion().withPods();
    }

    @When("the set is deleted without its pods")
    public void orphaned() {
        scenario.deletion().withoutPods();
    }

    @When("the set is deleted in the foreground")
    public void deletedInTheForeground() {
        scenario.deletion().afterPods();
    }

    @When("its claims are deleted, one after the other")
    public void claimsDeleted() {
        scenario.deletion().claims();
    }

    @Then("the set is gone")
    public void gone() {
        scenario.deletion().awaitGone();
    }

    @Then("the Service, the claims and the volumes are those that were there before")
    public void restKept() {
        scenario.deletion().requireTheRestKept();
    }

    @Then("{pods} belong(s) to nobody")
    public void unowned(List<Integer> pods) {
        scenario.deletion().awaitOwner(pods, false);
    }

    @Then("{pods} still belong(s) to nobody")
    public void stillUnowned(List<Integer> pods) {
        scenario.labels().requireUnowned(pods);
    }

    @Then("{pods} belong(s) to the set")
    public void owned(List<Integer> pods) {
        scenario.deletion().awaitOwner(pods, true);
    }

    @Then("on the NFS server the folders of the volumes are empty")
    public void foldersEmpty() {
        scenario.volumes().requireEmpty();
    }
}
