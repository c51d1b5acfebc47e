package dev.holdfast.steps;

import dev.holdfast.scenario.context.ScenarioContext;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/**
 * What is said of requests about a set, and of what the API server answers.
 *
 * @param scenario the scenario
 */
public record ApiSteps(ScenarioContext scenario) {

    @Given("its name is to have {int} characters")
    public void named(int characters) {
        scenario.design().nameOf(characters);
    }

    @When("sets like {string} are asked for, each with one of these differences")
    public void askedFor(String written, DataTable differences) {
        differences.asMaps().forEach(row -> scenario.requests()
                .tryToCreate(written, row.get("field"), row.get("value")));
    }

    @When("these changes are asked for, which are to be refused")
    public void refused(DataTable changes) {
        changes.asMaps().forEach(row -> scenario.requests().change(row.get("field"), row.get("new value")));
        changes.asMaps().forEach(row -> scenario.requests().tryToApply(row.get("field"), row.get("new value")));
    }

    @When("these changes are asked for, which are to be accepted")
    public void accepted(DataTable changes) {
        changes.asMaps().forEach(row -> scenario.requests().tryToChange(row.get("field"), row.get("new value")));
    }

    @Then("the API server refused each of them, and named what is wrong")
    public void refusedEach() {
        scenario.judge("api.validation");
    }

    @Then("what was left out was filled in as documented")
    public void filledIn() {
        scenario.judge("api.defaults");
    }

    @Then("what belongs to a feature gate was kept, dropped or refused as the gate is on or off")
    public void gated() {
        scenario.judge("api.gated-fields");
    }

    @Then("no field was changed that cannot be, and each other one can")
    public void immutable() {
        scenario.judge("api.immutable");
    }

    @When("its subresource scale is read")
    public void scaleRead() {
        scenario.requests().readScale();
    }

    @When("its subresource scale is replaced by one with {int} replica(s)")
    public void scaleReplaced(int replicas) {
        scenario.requests().replaceScale(replicas);
    }

    @When("its subresource scale is changed to {int} replica(s)")
    public void scaleChanged(int replicas) {
        scenario.requests().patchScale(replicas);
    }

    @When("somebody who read its subresource scale first replaces it by one with {int} replica(s)")
    public void oldScaleReplaced(int replicas) {
        scenario.requests().replaceOldScale(replicas);
    }

    @Then("the subresource scale told and changed its replicas, and nothing else")
    public void scaleJudged() {
        scenario.judge("api.scale");
    }

    @Then("the controller creates its pod, or says why it cannot")
    public void podOrRefusal() {
        scenario.requests().awaitPodOrRefusal();
        scenario.judge("api.name-length");
    }
}
