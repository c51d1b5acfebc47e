package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;

/** What a scenario makes in its namespace besides its set: it is written down, and then asked for. */
final class Creation {

    private Creation() {}

    /**
     * Creates an object, and waits for nothing.
     *
     * @param object the object, which carries the scenario's mark
     * @return its name
     */
    static String of(ScenarioScope scope, HasMetadata object) {
        String name = object.getMetadata().getName();
        scope.act(Action.of("create " + object.getKind() + " " + name, Action.CREATE, object.getKind(), name, ""));
        Requests.create(scope.client().resource(object).inNamespace(scope.namespace()));
        return name;
    }

    /**
     * Creates a pod, and waits until it is Ready.
     *
     * @param pod the pod, which carries the scenario's mark
     * @param what it is for, to be said of it while it is waited for, such as ", which looks into a volume,"; perhaps empty
     * @return its name
     */
    static String ofPod(ScenarioScope scope, Pod pod, String what) {
        String name = of(scope, pod);
        scope.await("pod " + name + what + " is Ready", scope.timeouts().podReady(), present -> present.find(
                        Kinds.POD, name)
                .filter(seen -> PodView.of(seen).healthy())
                .isPresent());
        return name;
    }
}
