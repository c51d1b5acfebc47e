package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is done to the programs of the control plane, and what is said of what was under way then.
 *
 * @param scenario the scenario
 */
public record ControlPlaneSteps(ScenarioContext scenario) {

    @When("the controller is ended")
    public void controllerEnded() {
        scenario.controlPlane().endController();
    }

    @When("the controller is started again")
    public void controllerStarted() {
        scenario.controlPlane().startController();
    }

    @When("the API server is restarted")
    public void apiServerRestarted() {
        scenario.controlPlane().restartApiServer();
    }

    @Then("nothing that was done before the controller was ended was done again")
    public void nothingTwiceByController() {
        scenario.judge("resume.controller");
    }

    @Then("nothing that was done before the API server was restarted was done again")
    public void nothingTwiceByApiServer() {
        scenario.judge("resume.api-server");
    }
}
