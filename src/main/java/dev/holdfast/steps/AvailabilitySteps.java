package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of pods that are available, and of how many may be unavailable.
 *
 * @param scenario the scenario
 */
public record AvailabilitySteps(ScenarioContext scenario) {

    @Given("its minReadySeconds is to be {int}")
    public void minReadySeconds(int seconds) {
        scenario.design().minReadySeconds(seconds);
    }

    @When("its minReadySeconds is changed to {int} and it is scaled to {int} replica(s) in one write")
    public void minReadySecondsAndScaled(int seconds, int replicas) {
        scenario.changes().minReadySeconds(seconds, replicas);
    }

    @Given("its maxUnavailable is to be {word}")
    public void maxUnavailable(String most) {
        scenario.design().maxUnavailable(most);
    }

    @When("its maxUnavailable is changed to {int}")
    public void maxUnavailableChanged(int most) {
        scenario.settings().maxUnavailable(most);
    }

    @Then("it reports {int} replica(s), all of them available")
    public void reportsAvailable(int replicas) {
        scenario.set().awaitAvailable(replicas);
    }
}
