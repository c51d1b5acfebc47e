package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of a set as somebody's manifests have it, whatever it runs and however many pods it has.
 *
 * @param scenario the scenario
 */
public record ManifestSteps(ScenarioContext scenario) {

    @When("the manifests {string} are applied with {int} replica(s)")
    public void applied(String shape, int replicas) {
        scenario.manifests().apply(shape, replicas);
    }

    @Given("the set of the manifests {string} runs with {int} replica(s)")
    public void running(String shape, int replicas) {
        scenario.manifests().apply(shape, replicas);
        scenario.manifests().awaitReady();
    }

    @Then("all its pods become Ready")
    public void ready() {
        scenario.manifests().awaitReady();
    }

    @Then("its pods have the names of its ordinals, and it never had another")
    public void names() {
        scenario.judge("identity.name");
    }

    @Then("each claim is named after its pod and was there before it, where it has claims")
    public void claims() {
        scenario.judge("storage.claim-name");
        scenario.judge("storage.claim-before-pod");
    }

    @Then("its pods were created in order or at once, as its podManagementPolicy says")
    public void order() {
        scenario.judge("order.create");
        scenario.judge("order.waits-ready");
        scenario.judge("parallel.burst-up");
    }

    @Given("its Service gives each pod a DNS name")
    public void named() {
        scenario.manifests().requireNames();
    }

    @Then("the DNS name of each pod leads to exactly one address, that of the pod")
    public void addresses() {
        scenario.manifests().wanted().forEach(ordinal -> scenario.network().awaitAddress(ordinal, ordinal));
        scenario.judge("identity.dns");
    }

    @When("its last pod is deleted")
    public void deleted() {
        scenario.manifests().deleteLast();
    }

    @When("its last pod is evicted")
    public void evicted() {
        scenario.manifests().evictLast();
    }

    @Then("its last pod comes back as a new, Ready pod once the old one is gone")
    public void replaced() {
        scenario.manifests().awaitLastReplaced();
    }

    @Then("each pod has the claims and the volumes that it had before, where it has claims")
    public void mapped() {
        scenario.judge("identity.map");
    }

    @Given("a pod beside its last pod writes a file to the volume of that")
    public void marked() {
        scenario.manifests().markLast();
    }

    @Then("the file is there when a pod beside its last pod looks into the volume of that")
    public void stillMarked() {
        scenario.manifests().requireLastMarked();
        scenario.judge("storage.rebind");
    }

    @When("it is scaled down by 1 pod")
    public void scaledDown() {
        scenario.manifests().scaleDown();
    }

    @When("it is scaled up by 1 pod")
    public void scaledUp() {
        scenario.manifests().scaleUp();
    }

    @When("its pod template is changed")
    public void changed() {
        scenario.manifests().update();
    }

    @Then("every pod that its update strategy updates is of the new template, and all are Ready")
    public void updated() {
        scenario.manifests().awaitUpdated();
    }

    @Then("all its pods are gone")
    public void gone() {
        scenario.manifests().awaitAllGone();
    }
}
