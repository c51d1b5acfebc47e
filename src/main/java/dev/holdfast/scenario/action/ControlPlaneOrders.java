package dev.holdfast.scenario.action;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.Machines;
import dev.holdfast.history.Action;
import dev.holdfast.scenario.ScenarioScope;
import java.util.HashSet;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * What a scenario orders of the programs of the control plane. All of it is written down before it is done, and undone when the
 * scenario ends, however it ends: others are to have the control plane after it.
 *
 * <p>Before each order, all is recorded that had happened, so that what is recorded after it has happened after it.
 */
public final class ControlPlaneOrders {

    private static final String CONTROLLER = "kube-controller-manager";
    private static final String API_SERVER = "kube-apiserver";

    private final ScenarioScope scope;
    /** The programs that were ended and not started again. */
    private final Set<String> away = new HashSet<>();

    /** Orders about the control plane of a scenario's cluster. */
    public ControlPlaneOrders(ScenarioScope scope) {
        this.scope = scope;
    }

    /** Ends the controller, which stays away. */
    public void endController() {
        end(CONTROLLER, "the ended controller");
    }

    /** Starts the controller that was ended, and returns as soon as it runs again. */
    public void startController() {
        scope.catchUp().run();
        start(CONTROLLER);
    }

    /**
     * Ends the API server and starts it again, and returns when it answers and all is recorded that has happened. What is to be recorded
     * is asked of the server until it answers.
     */
    public void restartApiServer() {
        end(API_SERVER, "the ended API server");
        start(API_SERVER);
        scope.catchUp().run();
    }

    private void end(String program, String what) {
        scope.cleanUp().registerUndo(what, () -> {
            if (away.contains(program)) {
                machines().restart(Component.inControlPlane(program));
            }
        });
        scope.catchUp().run();
        away.add(program);
        scope.act(Action.of("end " + program, Action.END_PROGRAM, "Program", program, ""));
        machines().kill(Component.inControlPlane(program));
    }

    private void start(String program) {
        scope.act(Action.of("start " + program + " again", Action.START_PROGRAM, "Program", program, ""));
        machines().restart(Component.inControlPlane(program));
        away.remove(program);
    }

    private Machines machines() {
        return scope.run()
                .cluster()
                .machines()
                .orElseThrow(() -> new TestAbortedException("the cluster has no programs that this run can end"));
    }
}
