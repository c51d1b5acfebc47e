package dev.holdfast.scenario.action;

import dev.holdfast.scenario.PodExec;
import dev.holdfast.scenario.ScenarioScope;
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
        return Creation.ofPod(scope, scope.objects().tools(), ", from which the scenario asks,");
    }
}
