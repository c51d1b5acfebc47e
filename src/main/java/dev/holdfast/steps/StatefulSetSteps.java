package dev.holdfast.steps;

import dev.holdfast.scenario.action.WebVersion;
import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Set;

/**
 * What is said of a set as a whole.
 *
 * @param scenario the scenario
 */
public record StatefulSetSteps(ScenarioContext scenario) {

    @Given("the headless Service {string}")
    public void headlessService(String name) {
        scenario.set().createService(name);
    }

    @Given("its podManagementPolicy is to be Parallel")
    public void parallel() {
        scenario.design().parallel();
    }

    @Given("its pods are never to be started")
    public void neverStarted() {
        scenario.design().neverStarted();
    }

    @Given("its ordinals are to begin at {int}")
    public void firstOrdinal(int start) {
        scenario.design().firstOrdinal(start);
    }

    @When("its first ordinal is changed to {int}")
    public void firstOrdinalChanged(int start) {
        scenario.settings().firstOrdinal(start);
    }

    @When("its first ordinal is left out")
    public void firstOrdinalLeftOut() {
        scenario.settings().noFirstOrdinal();
    }

    @When("the StatefulSet {string} is created with {int} replica(s)")
    public void created(String name, int replicas) {
        scenario.set().create(name, replicas);
    }

    @When("the StatefulSet {string} is created with {int} replica(s) of {version}")
    public void created(String name, int replicas, WebVersion version) {
        scenario.set().create(name, replicas, version);
    }

    @Given("a running StatefulSet {string} with {int} replica(s)")
    public void running(String name, int replicas) {
        scenario.set().create(name, replicas);
        scenario.readiness().allowAll();
        scenario.set().awaitReported(replicas, replicas);
    }

    @Then("it reports {int} of {int} replica(s) Ready")
    public void reportsReady(int ready, int replicas) {
        scenario.set().awaitReported(ready, replicas);
    }

    @Then("its pods are {string} and {string}, and it never had another")
    public void podsEver(String first, String second) {
        scenario.judge("identity.name");
        scenario.expect().podsEver(Set.of(first, second));
    }

    @Then("its claims are {string} and {string}")
    public void claims(String first, String second) {
        scenario.judge("storage.claim-name");
        scenario.expect().claims(Set.of(first, second));
    }

    @Then("from the start each pod was labelled with its name, its ordinal and its revision")
    public void labelled() {
        scenario.judge("identity.labels");
    }

    @Then("its pods were created in the order of their ordinals")
    public void createdInOrder() {
        scenario.judge("order.create");
    }

    @Then("each pod was created only after all pods before it were Ready")
    public void createdAfterReady() {
        scenario.judge("order.waits-ready");
    }

    @Then("at no moment was more than one of its pods starting or stopping")
    public void oneAtATime() {
        scenario.judge("order.one-at-a-time");
    }
}
