package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;

/**
 * What is said of claim templates, and of what has the name of one of their claims.
 *
 * @param scenario the scenario
 */
public record ClaimTemplateSteps(ScenarioContext scenario) {

    @Given("it is to have another claim template, {string}")
    public void another(String name) {
        scenario.design().claimTemplates().another(name);
    }

    @Given("its pod template is to have an empty volume {string}")
    public void emptyVolume(String name) {
        scenario.design().claimTemplates().emptyVolume(name);
    }

    @Given("a claim for {pod} of {string} that somebody made by hand")
    public void byHand(PodOrdinal pod, String set) {
        scenario.claims().makeEarly(set, pod.value());
    }

    @Given("another StatefulSet {string}, like {string} but with the claim template {string}, with {int} replica(s)")
    public void neighbour(String name, String like, String template, int replicas) {
        scenario.neighbour().make(like, name, template, replicas);
    }

    @Then("it has a claim for each template, each mounted where its container says")
    public void claims() {
        scenario.judge("storage.many-templates");
    }

    @Then("it has the claim that was there before")
    public void existing() {
        scenario.judge("storage.existing-claim");
    }

    @Then("it has the claim, and not the empty volume")
    public void wins() {
        scenario.judge("storage.template-wins");
    }

    @Then("no pod of it has the claim of a pod of the other StatefulSet, unless both give the claim the same name")
    public void apart() {
        scenario.judge("storage.equal-names");
    }
}
