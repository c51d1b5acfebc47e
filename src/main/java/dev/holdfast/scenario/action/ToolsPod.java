package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.PodExec;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/**
 * The pod from which a scenario looks names up and fetches pages, as any other client inside the cluster would. It is
 * made when it is first needed.
 */
final class ToolsPod {

    private final ScenarioScope scope;
    private String name = "";

    ToolsPod(ScenarioScope scope) {
        this.scope = scope;
    }

    /**
     * Runs a command in the pod.
     *
     * @param command the program and its arguments
     * @return how it ended
     */
    PodExec.Result run(List<String> command) {
        if (name.isEmpty()) {
            name = create();
        }
        return scope.exec().run(name, command);
    }

    private String create() {
        Pod pod = scope.objects().tools();
        String created = pod.getMetadata().getName();
        scope.act(Action.of("create Pod " + created, "create", Kinds.POD, created, ""));
        Requests.create(scope.client().pods().inNamespace(scope.namespace()).resource(pod));
        scope.await(
                "pod " + created + ", from which the scenario asks, is Ready",
                scope.timeouts().podReady(),
                present -> present.find(Kinds.POD, created)
                        .filter(seen -> PodView.of(seen).healthy())
                        .isPresent());
        return created;
    }
}
