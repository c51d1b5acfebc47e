package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.List;

/**
 * What is done to single pods of the set, and what is said of them.
 *
 * @param scenario the scenario
 */
public record PodSteps(ScenarioContext scenario) {

    /**
     * A pod of the set by its ordinal, as in {@code pod 0}.
     *
     * @param digits the ordinal
     * @return the ordinal
     */
    @ParameterType(name = "pod", value = "pod (\\d+)")
    public PodOrdinal pod(String digits) {
        return new PodOrdinal(Integer.parseInt(digits));
    }

    /**
     * Pods of the set by their ordinals, as in {@code pod 0 and pod 2}.
     *
     * @param words the pods
     * @return their ordinals
     */
    @ParameterType(name = "pods", value = "pod \\d+(?:(?:, pod \\d+)* and pod \\d+)?")
    public List<Integer> pods(String words) {
        return Arrays.stream(words.split("\\D+"))
                .filter(digits -> !digits.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    @When("{pod} is deleted")
    public void deleted(PodOrdinal pod) {
        scenario.set().delete(List.of(pod.value()));
    }

    @When("{pod} and {pod} are deleted together")
    public void deletedTogether(PodOrdinal first, PodOrdinal second) {
        scenario.set().delete(List.of(first.value(), second.value()));
    }

    @Then("{pod} comes back as a new, Ready pod once the old one is gone")
    public void comesBack(PodOrdinal pod) {
        // That nobody else was touched by it, and in which order it went, is judged when the scenario is over.
        scenario.set().awaitReplaced(pod.value());
    }

    @Given("a pod that is not the set's has the name of {pod} of {string}")
    public void taken(PodOrdinal pod, String set) {
        scenario.takenName().take(set, pod.value());
    }

    @When("the pod that is not the set's is deleted")
    public void freed() {
        scenario.takenName().free();
    }

    @When("{pod} is given labels that the set does not select")
    public void relabelled(PodOrdinal pod) {
        scenario.labels().strip(pod.value());
    }

    @When("{pod} is given the labels of the set again")
    public void labelledAgain(PodOrdinal pod) {
        scenario.labels().restore(pod.value());
    }

    @Given("a pod {string} of nobody has the labels of {string}")
    public void foreignOfNobody(String pod, String set) {
        scenario.foreignPods().ofNobody(pod, set);
    }

    @Given("a pod {string} of another controller has the labels of {string}")
    public void foreignOfAnother(String pod, String set) {
        scenario.foreignPods().ofAnother(pod, set);
    }

    @Then("the pods {string} and {string} are as they were")
    public void foreignAsTheyWere(String first, String second) {
        scenario.foreignPods().requireLeft(List.of(first, second));
    }

    @Then("{pods} is/are there( again), though (none of them )(it never )runs")
    public void made(List<Integer> pods) {
        scenario.set().awaitMade(pods);
    }

    @Then("{pod} was not touched")
    public void notTouched(PodOrdinal pod) {
        scenario.expect().untouched(pod.value());
    }

    @Then("inside {pod} the host name is {string}")
    public void hostName(PodOrdinal pod, String name) {
        scenario.network().readHostName(pod.value(), name);
        scenario.judge("identity.hostname");
    }
}
