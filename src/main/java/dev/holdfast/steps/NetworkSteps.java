package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;

/** What is said of names and of pages that are fetched by name. */
public final class NetworkSteps {

    private final ScenarioContext scenario;

    /**
     * Made by Cucumber for each scenario.
     *
     * @param scenario the scenario
     */
    public NetworkSteps(ScenarioContext scenario) {
        this.scenario = scenario;
    }

    @Given("the DNS name of {pod} leads to exactly one address, that of {pod}")
    public void leadsTo(PodOrdinal named, PodOrdinal pod) {
        scenario.network().awaitAddress(named.value(), pod.value());
        scenario.judge("identity.dns");
    }

    @Then("the DNS name of {pod} comes to lead to the new pod's address and stays with it")
    public void follows(PodOrdinal pod) {
        scenario.network().awaitFollowed(pod.value());
        scenario.judge("identity.dns-follows-ip");
    }

    @Given("each pod is given a page of its own")
    public void givenPages() {
        scenario.pages().writeAll();
    }

    @Then("fetched by its name, each pod serves its own page")
    public void servesItsOwn() {
        scenario.pages().awaitServedByName();
    }
}
