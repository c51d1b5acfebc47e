package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/**
 * What is done to the nodes of pods, and what is said of pods and their nodes.
 *
 * @param scenario the scenario
 */
public record NodeSteps(ScenarioContext scenario) {

    @Given("all nodes are Ready")
    public void allReady() {
        scenario.node().awaitAllReady();
    }

    @Given("each of its pods is to be on a node of its own")
    public void apart() {
        scenario.design().apart();
    }

    @Given("its pods are to end at once when their node cannot be reached")
    public void leave() {
        scenario.design().leavesLostNodes();
    }

    @When("the node of {pod} is cut off from the control plane")
    public void cutOff(PodOrdinal pod) {
        scenario.nodeOrders().cutOff(pod.value());
    }

    @When("the node of {pod} takes no more pods")
    public void cordoned(PodOrdinal pod) {
        scenario.nodeChanges().cordon(pod.value());
    }

    @Then("{pod} is on another node than before")
    public void elsewhere(PodOrdinal pod) {
        scenario.node().requireElsewhere(pod.value());
    }

    @Given("only one node takes pods")
    public void oneNode() {
        scenario.nodeChanges().leaveOneOpen();
    }

    @Given("all nodes take pods again")
    public void allNodes() {
        scenario.nodeChanges().openAll();
    }

    @When("the node of {pod} is drained")
    public void drained(PodOrdinal pod) {
        scenario.drainage().drain(pod.value());
    }

    @Then("{pods} come back on other nodes")
    public void allElsewhere(List<Integer> pods) {
        pods.forEach(scenario.node()::awaitElsewhere);
        scenario.judge("node.drain");
    }

    @When("the kubelet on the node of {pod} is restarted")
    public void kubeletRestarted(PodOrdinal pod) {
        scenario.nodeOrders().restartKubelet(pod.value());
    }

    @Then("that node starts another pod")
    public void startsThere() {
        scenario.nodeProbe().startThere();
    }

    @When("the kubelet on the node of {pod} stands still")
    public void kubeletFrozen(PodOrdinal pod) {
        scenario.nodeOrders().freezeKubelet(pod.value());
    }

    @Then("{pod} begins to end, since its node is not heard of")
    public void endsWithItsNode(PodOrdinal pod) {
        scenario.node().awaitEnding(pod.value());
    }

    @When("that node is said to be out of service")
    public void outOfService() {
        scenario.nodeChanges().takeOutOfService();
    }

    @When("that node is deleted")
    public void nodeDeleted() {
        scenario.nodeChanges().delete();
    }

    @Then("{pod} is given up, and comes back Ready")
    public void givenUp(PodOrdinal pod) {
        scenario.node().awaitGivenUp(pod.value());
    }

    @When("that node is joined to the control plane again")
    public void joined() {
        scenario.nodeOrders().join();
    }

    @Then("{pod} is not replaced while the controller looks at the set and makes a pod for another one")
    public void notReplaced(PodOrdinal pod) {
        scenario.control().observe();
        scenario.control().notReplaced(pod.value());
        scenario.judge("node.unreachable");
    }

    @Then("another node starts a pod meanwhile")
    public void startsElsewhere() {
        scenario.nodeProbe().startElsewhere();
    }
}
