package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;

/**
 * What is said of claims, volumes and the folders behind them.
 *
 * @param scenario the scenario
 */
public record StorageSteps(ScenarioContext scenario) {

    @Given("the static volumes {string} and {string} on the NFS server")
    public void staticVolumes(String first, String second) {
        scenario.volumes().makeStatic(List.of(first, second));
    }

    @Given("both volumes are Available")
    public void available() {
        scenario.volumes().awaitAvailable();
    }

    @Given("volumes are made by the cluster's storage class")
    public void storageClass() {
        scenario.volumes().useStorageClass();
    }

    @Then("each claim was there before its pod was")
    public void claimsFirst() {
        scenario.judge("storage.claim-before-pod");
    }

    @Then("each claim is Bound, to a volume that no other claim has")
    public void claimsBound() {
        scenario.volumes().awaitBound(scenario.set().claims());
        scenario.judge("identity.map");
        scenario.judge("storage.isolation");
    }

    @Then("{pod} has the same claim and the same volume as before")
    public void sameClaim(PodOrdinal pod) {
        scenario.judge("storage.rebind");
        scenario.expect().sameVolume(pod.value());
    }

    @Then("on the NFS server each page lies in the folder of its pod's volume")
    public void pagesInTheirFolders() {
        scenario.pages().awaitInFolders();
        scenario.judge("storage.mounted");
    }

    @Then("in no other folder of the NFS server")
    public void pagesNowhereElse() {
        scenario.judge("storage.isolation");
    }
}
