package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of how pods and their containers end.
 *
 * @param scenario the scenario
 */
public record PodLifecycleSteps(ScenarioContext scenario) {

    @Given("its pods are to end without an error only if they are asked to stop after their preStop hook has run")
    public void tellsHowItStopped() {
        scenario.design().tellsHowItStopped();
    }

    @Given("each of its pods is to note that it begins, runs and ends, and to take its time to end")
    public void notes() {
        scenario.notes().take();
    }

    @When("{pod} fails on its node, as its deadline has passed")
    public void fails(PodOrdinal pod) {
        scenario.endings().fail(pod.value());
    }

    @When("the container of {pod} ends, and is started again")
    public void restarted(PodOrdinal pod) {
        scenario.endings().restart(pod.value());
    }

    @When("{pod} is deleted if it is still there")
    public void deletedIfThere(PodOrdinal pod) {
        scenario.set().deleteIfThere(pod.value());
    }

    @Then("no pod was replaced because its container was restarted")
    public void notReplaced() {
        scenario.judge("replace.not-on-restart");
    }

    @Then("no two pods of one name noted that they ran at the same time")
    public void oneAtATime() {
        scenario.notes().read();
        scenario.judge("amo.instances");
    }

    @Then("{pod} had ended without an error")
    public void endedWithoutError(PodOrdinal pod) {
        scenario.expect().endedWithoutError(pod.value());
    }
}
