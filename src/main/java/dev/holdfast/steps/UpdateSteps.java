package dev.holdfast.steps;

import dev.holdfast.scenario.action.WebVersion;
import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Locale;

/**
 * What is said of updates: of the template, of the strategy, and of the pods that follow it.
 *
 * @param scenario the scenario
 */
public record UpdateSteps(ScenarioContext scenario) {

    /**
     * A version of the web server, as in {@code the next version}.
     *
     * @param word which; none for one that cannot run
     * @return the version
     */
    @ParameterType(name = "version", value = "the (first|next|third) version|a version whose image does not exist")
    public WebVersion version(String word) {
        return word == null ? WebVersion.MISSING : WebVersion.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Given("its update strategy is to be OnDelete")
    public void onDelete() {
        scenario.design().onDelete();
    }

    @Given("its update strategy is to be Recreate")
    public void recreate() {
        scenario.design().recreate();
    }

    @Given("its update strategy is to be RollingUpdate and to say nothing else")
    public void namedOnly() {
        scenario.design().rollingUpdateNamedOnly();
    }

    @Given("its updates are to begin at partition {int}")
    public void partitioned(int partition) {
        scenario.design().partition(partition);
    }

    @When("{version} is rolled out")
    public void rolledOut(WebVersion version) {
        scenario.changes().rollOut(version);
    }

    @When("{version} is rolled out and the set is scaled to {int} replica(s) in one write")
    public void rolledOutAndScaled(WebVersion version, int replicas) {
        scenario.changes().rollOut(version, replicas);
    }

    @When("its partition is changed to {int}")
    public void partitionChanged(int partition) {
        scenario.changes().partition(partition);
    }

    @Then("{pod} comes/starts (back )in {version}, and is not Ready yet")
    public void comesBackHeld(PodOrdinal pod, WebVersion version) {
        scenario.versions().awaitMade(pod.value(), version);
        scenario.readiness().awaitHeld(pod.value());
    }

    @Then("{pod} comes back in {version}, and cannot start")
    public void comesBackWithoutImage(PodOrdinal pod, WebVersion version) {
        scenario.versions().awaitWithoutImage(pod.value(), version);
    }

    @When("each pod that comes back in {version} is allowed to become Ready")
    public void allowedEach(WebVersion version) {
        scenario.readiness().allowEach(version);
    }

    @Then("{pod} comes to run {version}")
    public void comesToRun(PodOrdinal pod, WebVersion version) {
        scenario.versions().awaitRunning(pod.value(), version);
    }

    @Then("{pods} run(s) {version}")
    public void run(List<Integer> pods, WebVersion version) {
        scenario.versions().require(pods, version);
    }

    @Then("the update is complete")
    public void complete() {
        scenario.changes().awaitComplete();
    }

    @Then("its pods were updated from the largest ordinal to the smallest, each when the one before it was Ready")
    public void updatedInOrder() {
        scenario.judge("update.rolling-reverse");
        scenario.judge("update.waits-ready");
    }

    @Then("at no moment was more than one of its pods unavailable")
    public void oneUnavailable() {
        scenario.judge("update.one-at-a-time");
    }

    @Then("the counts in its status were always those of its pods")
    public void countsTrue() {
        scenario.judge("update.status-truth");
    }

    @Then("its revision is the one that the first version had before")
    public void revisionReused() {
        scenario.judge("update.rollback-reuse");
    }

    @Then("the update was called complete when all pods were updated and Ready, and not before")
    public void promoted() {
        scenario.judge("status.promotion");
    }
}
