package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/**
 * What is said of a set that gets more pods, or fewer.
 *
 * @param scenario the scenario
 */
public record ScalingSteps(ScenarioContext scenario) {

    @Given("its pods are to have no volumes")
    public void withoutVolumes() {
        scenario.design().withoutVolumes();
    }

    @When("it is scaled to {int} replica(s)")
    public void scaled(int replicas) {
        scenario.changes().scale(replicas);
    }

    @Given("a finalizer holds {pod}")
    public void kept(PodOrdinal pod) {
        scenario.departures().keep(pod.value());
    }

    @Given("finalizers hold {pods}")
    public void allKept(List<Integer> pods) {
        pods.forEach(scenario.departures()::keep);
    }

    @When("{pods} is/are let go")
    public void letGo(List<Integer> pods) {
        pods.forEach(scenario.departures()::letGo);
    }

    @Then("{pods} begin(s) to end")
    public void ending(List<Integer> pods) {
        pods.forEach(scenario.departures()::awaitEnding);
    }

    @Then("{pod} is gone")
    public void gone(PodOrdinal pod) {
        scenario.departures().awaitGone(pod.value());
    }

    @When("the controller has looked at the set and made a pod for another one")
    public void looked() {
        scenario.control().observe();
    }

    @When("the controller has looked at the set since")
    public void lookedSince() {
        scenario.control().lookedSince();
    }

    @When("the controller has looked at the set once more")
    public void lookedOnceMore() {
        scenario.control().looked();
    }

    @Then("{pods} is/are not created while the controller looks at the set and makes a pod for another one")
    public void notCreated(List<Integer> pods) {
        scenario.control().observe();
        scenario.control().neverMade(pods);
    }

    @Then("{pods} is/are left alone while the controller looks at the set and makes a pod for another one")
    public void leftAlone(List<Integer> pods) {
        scenario.control().observe();
        scenario.control().untouchedSinceTheChange(pods);
    }

    @Then("{pods} stay(s) gone while the controller makes a pod for another set")
    public void staysGone(List<Integer> pods) {
        scenario.control().observe();
        scenario.control().stayGone(pods);
    }

    @Then("its pods were removed from the largest ordinal to the smallest, each when the one before it was gone")
    public void removedInOrder() {
        scenario.judge("order.scale-down-reverse");
        scenario.judge("order.scale-down-waits-termination");
    }

    @Then("no pod that it kept was touched by the scaling")
    public void keptUntouched() {
        scenario.judge("order.scale-does-not-restart");
    }

    @Then("the claims of the pods that were removed stayed, and were used again")
    public void claimsStayed() {
        scenario.judge("storage.survives-scale-down");
    }
}
