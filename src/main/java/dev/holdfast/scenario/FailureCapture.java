package dev.holdfast.scenario;

import dev.holdfast.diagnosis.Diagnosis;
import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.diagnosis.Scope;
import dev.holdfast.ownership.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a scenario leaves that did not pass: everything that is there, before it is taken away. */
final class FailureCapture {

    private FailureCapture() {}

    /**
     * Removes what an earlier run saved of the same scenario.
     *
     * @param run the run
     * @param name the scenario
     */
    static void forget(Run run, ScenarioName name) {
        try {
            Diagnosis.forget(run.diagnosis(name));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + run.diagnosis(name), failed);
        }
    }

    /**
     * Saves what is there.
     *
     * @param run the run
     * @param name the scenario
     * @return what was saved, and what could not be
     */
    static SavedDiagnosis save(Run run, ScenarioName name) {
        Timeouts timeouts = run.timeouts();
        // The id ends the namespace's name and every name that belongs to the whole cluster.
        Scope scope = new Scope(name.namespace(), name.id(), Mark.PART + "=" + name.id());
        return new Diagnosis(run.cluster(), timeouts.diagnosisRequest(), timeouts.diagnosis())
                .save(name.title(), scope, run.diagnosis(name));
    }
}
