package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of pods becoming Ready.
 *
 * @param scenario the scenario
 */
public record ReadinessSteps(ScenarioContext scenario) {

    @Given("its pods are to become Ready only when they are allowed to")
    public void readyWhenTold() {
        scenario.design().readyWhenTold();
    }

    @When("{pod} is allowed to become Ready")
    public void allowed(PodOrdinal pod) {
        scenario.readiness().allow(pod.value());
    }

    @Then("{pod} becomes Ready")
    public void becomes(PodOrdinal pod) {
        scenario.readiness().awaitReady(pod.value());
    }

    @When("{pod} is allowed to become Ready if it is still there")
    public void allowedIfThere(PodOrdinal pod) {
        scenario.readiness().allowIfThere(pod.value());
    }

    @When("{pod} ceases to be Ready")
    public void ceases(PodOrdinal pod) {
        scenario.readiness().withdraw(pod.value());
    }

    @Then("{pod} (comes back, and )runs, but is not Ready yet")
    public void held(PodOrdinal pod) {
        scenario.readiness().awaitHeld(pod.value());
    }
}
