package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of a Deployment, as the contrast to a set.
 *
 * @param scenario the scenario
 */
public record DeploymentSteps(ScenarioContext scenario) {

    @Given("a running Deployment {string} with {int} replicas")
    public void running(String name, int replicas) {
        scenario.statelessPods().create(name, replicas);
    }

    @When("a pod of the Deployment is deleted")
    public void deleted() {
        scenario.statelessPods().deleteOne();
    }

    @Then("a pod with a name that was never there before takes the place of the Deployment's")
    public void replaced() {
        scenario.statelessPods().awaitReplaced();
    }

    @Then("no pod of the Deployment has a claim of its own")
    public void withoutClaims() {
        scenario.judge("contrast.deployment");
    }
}
