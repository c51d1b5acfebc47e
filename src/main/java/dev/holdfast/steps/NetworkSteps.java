package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/**
 * What is said of names and of pages that are fetched by name.
 *
 * @param scenario the scenario
 */
public record NetworkSteps(ScenarioContext scenario) {

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

    @When("the Service publishes the addresses of pods that are not Ready, too")
    public void publishesAll() {
        scenario.service().publishAllPods();
    }

    @When("the Service publishes the addresses of Ready pods only")
    public void publishesReady() {
        scenario.service().publishReadyPods();
    }

    @Then("the DNS name of {pod} (comes to )lead(s) to no address")
    public void leadsNowhere(PodOrdinal pod) {
        scenario.network().awaitNoAddress(pod.value());
        scenario.judge("identity.dns-not-ready");
    }

    @Then("the DNS name of {pod} comes to lead to its address before it is Ready")
    public void leadsToUnready(PodOrdinal pod) {
        scenario.network().awaitAddress(pod.value(), pod.value());
        scenario.judge("identity.dns-not-ready");
    }

    @Then("the DNS name of the Service leads to no pod")
    public void serviceLeadsNowhere() {
        scenario.network().awaitPodsOfService(List.of());
        scenario.judge("identity.dns-ready-set");
    }

    @Then("the DNS name of the Service comes to lead to {pods} and to nothing else")
    public void serviceLeadsTo(List<Integer> pods) {
        scenario.network().awaitPodsOfService(pods);
        scenario.judge("identity.dns-ready-set");
    }

    @Then("the SRV records of the Service's port {string} come to name {pods} and nothing else")
    public void serviceRecords(String port, List<Integer> pods) {
        scenario.network().awaitServiceRecords(port, pods);
        scenario.judge("identity.dns-srv");
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
