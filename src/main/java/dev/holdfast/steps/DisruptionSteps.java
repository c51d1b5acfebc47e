package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of evictions and budgets, and of what a quota refuses.
 *
 * @param scenario the scenario
 */
public record DisruptionSteps(ScenarioContext scenario) {

    @Given("a PodDisruptionBudget by which {int} of its pods may be unavailable")
    public void budget(int most) {
        scenario.budget().create(most);
    }

    @Then("the eviction of {pod} is refused")
    public void refused(PodOrdinal pod) {
        scenario.budget().awaitCounted();
        scenario.eviction().requireRefused(pod.value());
    }

    @When("{pod} is evicted")
    public void evicted(PodOrdinal pod) {
        scenario.eviction().evict(pod.value());
    }

    @Given("a ResourceQuota leaves no room for {pod}")
    public void noRoom(PodOrdinal pod) {
        scenario.quota().leaveNoRoom(pod.value());
    }

    @Then("the controller is refused {pod}")
    public void refusedByQuota(PodOrdinal pod) {
        scenario.quota().awaitRefused(pod.value());
    }

    @When("the ResourceQuota leaves room for {pod} again")
    public void room(PodOrdinal pod) {
        scenario.quota().raise(pod.value());
    }
}
