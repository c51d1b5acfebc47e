package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes pods from their set by their labels: a set has only pods that its selector matches.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record PodLabels(ScenarioScope scope, SetUnderTest set) {

    /** What no set selects. */
    private static final String ASIDE = "taken-aside";

    /**
     * Gives a pod other values of the labels that the set selects its pods by.
     *
     * @param ordinal which pod
     */
    public void strip(int ordinal) {
        label(
                ordinal,
                "give pod " + set.names().pod(ordinal) + " labels that the set does not select",
                labels -> labels.replaceAll((key, value) -> selected().containsKey(key) ? ASIDE : value));
    }

    /**
     * Gives a pod the labels again that the set selects its pods by.
     *
     * @param ordinal which pod
     */
    public void restore(int ordinal) {
        label(
                ordinal,
                "give pod " + set.names().pod(ordinal) + " the labels of the set again",
                labels -> labels.putAll(selected()));
    }

    /**
     * Nobody controls these pods.
     *
     * @param ordinals which pods
     * @throws NotKeptError when somebody does
     */
    public void requireUnowned(List<Integer> ordinals) {
        scope.require(() -> ordinals.forEach(this::isUnowned));
    }

    private void isUnowned(int ordinal) {
        String pod = set.names().pod(ordinal);
        Optional<Observation> seen = scope.present().find(Kinds.POD, pod);
        if (seen.flatMap(now -> now.object().controllerUid()).isPresent()) {
            throw new NotKeptError(
                    "pod " + pod + " belongs to nobody", seen.get().toString(), scope.file());
        }
    }

    private Map<String, String> selected() {
        return set.names().object().getSpec().getSelector().getMatchLabels();
    }

    private void label(int ordinal, String description, Change change) {
        String pod = set.names().pod(ordinal);
        scope.act(Action.of(description, SetChanges.UPDATE, Kinds.POD, pod, set.uid(ordinal)));
        scope.client().pods().inNamespace(scope.namespace()).withName(pod).edit((Pod found) -> {
            change.to(found.getMetadata().getLabels());
            return found;
        });
    }

    private interface Change {
        void to(Map<String, String> labels);
    }
}
