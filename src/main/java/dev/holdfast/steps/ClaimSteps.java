package dev.holdfast.steps;

import dev.holdfast.scenario.action.ClaimRetention;
import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/**
 * What is said of the claims of a set that come and go, and of the policy by which they do.
 *
 * @param scenario the scenario
 */
public record ClaimSteps(ScenarioContext scenario) {

    /**
     * When the claims of a set go, as in {@code go when it is deleted}.
     *
     * @param words when
     * @return the policy
     */
    @ParameterType(name = "retention", value = "go when it is deleted|go when it is scaled down|stay")
    public ClaimRetention retention(String words) {
        return switch (words) {
            case "stay" -> ClaimRetention.ALWAYS;
            case "go when it is deleted" -> ClaimRetention.UNTIL_DELETED;
            default -> ClaimRetention.UNTIL_SCALED;
        };
    }

    @Given("its claims are to {retention}")
    public void retains(ClaimRetention policy) {
        scenario.design().retains(policy);
    }

    @When("its policy is changed, so that its claims {retention}")
    public void changed(ClaimRetention policy) {
        scenario.changes().retain(policy);
    }

    @Given("a claim for {pod} of {string} that the Service manages")
    public void managed(PodOrdinal pod, String set) {
        scenario.claims().makeManaged(set, pod.value());
    }

    @Given("a finalizer holds the claim of {pod}")
    public void held(PodOrdinal pod) {
        scenario.claims().hold(pod.value());
    }

    @When("the claim of {pod} is let go")
    public void letGo(PodOrdinal pod) {
        scenario.claims().letGo(pod.value());
    }

    @When("the claim of {pod} is deleted")
    public void deleted(PodOrdinal pod) {
        scenario.claims().delete(pod.value());
    }

    @When("the controller has looked at the set twice since")
    public void lookedTwice() {
        scenario.control().lookedTwiceSince();
    }

    @Then("the claim of {pod} begins to end")
    public void ending(PodOrdinal pod) {
        scenario.claims().awaitEnding(pod.value());
    }

    @Then("the claim of {pod} is gone")
    public void gone(PodOrdinal pod) {
        scenario.claims().awaitGone(pod.value());
    }

    @Then("the claims of {pods} are gone, which went with them")
    public void goneWithPods(List<Integer> pods) {
        scenario.judge("retention.when-scaled");
        pods.forEach(scenario.claims()::awaitGone);
    }

    @Then("the claim of {pod} is gone, if the pod was made its owner")
    public void goneWithItsOwner(PodOrdinal pod) {
        scenario.claims().awaitGoneWithPod(pod.value());
    }

    @Then("the claim of {pod} comes to belong to the set")
    public void owned(PodOrdinal pod) {
        scenario.claims().awaitOwner(pod.value(), true);
    }

    @Then("the claim of {pod} comes to belong to nobody")
    public void released(PodOrdinal pod) {
        scenario.claims().awaitOwner(pod.value(), false);
    }

    @Then("its claims have the owners that its policy gives them")
    public void owners() {
        scenario.judge("retention.policy-change");
    }

    @Then("the claims of its pods did not go with the set before")
    public void orphaned() {
        scenario.judge("retention.orphan");
    }

    @Then("the claim of {pod} is the one that it was")
    public void kept(PodOrdinal pod) {
        scenario.claims().requireKept(pod.value());
    }

    @Then("{pod} gets another claim")
    public void another(PodOrdinal pod) {
        scenario.claims().awaitAnother(pod.value());
    }

    @Then("{pod} is made")
    public void made(PodOrdinal pod) {
        scenario.set().awaitMade(List.of(pod.value()));
    }

    @Then("{pod} is made again, if not by itself, then when the controller looks at the set")
    public void resumed(PodOrdinal pod) {
        scenario.resumption().await(pod.value());
    }

    @Then("{pods} find nothing of what was written before")
    public void fresh(List<Integer> pods) {
        pods.forEach(scenario.network()::awaitAnswer);
        scenario.judge("storage.fresh-after-delete");
    }

    @Then("fetched by its name, {pod} serves its own page")
    public void servesItsOwn(PodOrdinal pod) {
        scenario.pages().awaitServedByName(pod.value());
    }
}
