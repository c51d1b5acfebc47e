package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiServer.Precondition;
import dev.holdfast.simulation.Pod.Container;
import dev.holdfast.simulation.Pod.Phase;
import dev.holdfast.simulation.Pod.Readiness;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** What happens to pods outside of their controller: they are scheduled, started, become Ready, and end. */
final class Kubelet {
    private static final String MANAGER = "kubelet";

    private final ApiServer api;
    private final SimulatedClock clock;
    private final Faults faults;
    private final Set<String> heldBack = new HashSet<>();
    private final Notes notes = new Notes();
    private int addresses;

    Kubelet(ApiServer api, SimulatedClock clock, Faults faults) {
        this.api = api;
        this.faults = faults;
        this.clock = clock;
    }

    /** {@return what the containers that it ran have noted of themselves} */
    Notes notes() {
        return notes;
    }

    /** Does the next thing that is due for a pod, and tells whether there was one. */
    boolean progress(Pod pod) {
        if (pod.meta.terminating()) {
            end(pod);
            return true;
        }
        if (pod.terminal()) {
            return false;
        }
        if (pod.node.isEmpty()) {
            return schedule(pod);
        }
        return switch (pod.container) {
            case NONE -> {
                says(pod, changed -> changed.container = Container.WAITING);
                yield true;
            }
            case WAITING -> start(pod);
            case RUNNING -> !pod.ready && becomesReady(pod);
            case TERMINATED -> false;
        };
    }

    private boolean schedule(Pod pod) {
        boolean bound = pod.claims.values().stream().allMatch(claim -> api.claim(claim)
                .filter(found -> !found.volume.isEmpty() && !found.meta.terminating())
                .isPresent());
        if (bound) {
            // A binding leaves no trace in managedFields.
            api.updateStatus(pod, Precondition.uid(pod.uid()), "", changed -> changed.node = "worker-1");
        }
        return bound;
    }

    private boolean start(Pod pod) {
        if (pod.template.canBePulled()) {
            notes.begins(pod, clock.millis());
            says(pod, changed -> {
                changed.container = Container.RUNNING;
                changed.phase = Phase.RUNNING;
                changed.ip = "10.244.1." + ++addresses;
            });
        }
        return pod.template.canBePulled();
    }

    private boolean becomesReady(Pod pod) {
        boolean becomes = pod.template.becomesReady() && !heldBack.contains(pod.uid());
        if (becomes) {
            says(pod, changed -> changed.ready(Readiness.READY, clock.second()));
        }
        return becomes;
    }

    /** The containers stop; after that the object goes. */
    private void end(Pod pod) {
        boolean runs = pod.container == Container.RUNNING;
        if (pod.terminal() || (runs && faults.strike(Fault.LETS_GO_WHILE_RUNNING))) {
            api.delete(pod, Precondition.uid(pod.uid()), OptionalInt.of(0));
        } else {
            notes.ends(pod, clock.millis());
            says(pod, changed -> {
                changed.phase = changed.container == Container.RUNNING ? Phase.SUCCEEDED : Phase.FAILED;
                changed.container = Container.TERMINATED;
                changed.ready(Readiness.NOT_READY, clock.second());
            });
        }
    }

    /** The readiness probe of a pod fails. */
    void loseReadiness(Pod pod) {
        if (pod.runningAndReady()) {
            says(pod, changed -> changed.ready(Readiness.NOT_READY, clock.second()));
        }
    }

    /** The readiness probe of a pod fails until {@link #release}. */
    void holdBack(Pod pod) {
        heldBack.add(pod.uid());
        loseReadiness(pod);
    }

    void release() {
        heldBack.clear();
    }

    /** The container ends and is started again in place. */
    void restart(Pod pod) {
        if (pod.container == Container.RUNNING && !pod.terminal()) {
            notes.ends(pod, clock.millis());
            notes.begins(pod, clock.millis());
            says(pod, changed -> {
                changed.restarts++;
                changed.ready(Readiness.NOT_READY, clock.second());
            });
        }
    }

    /** The node is short of something, so the kubelet ends the pod; the object stays for its controller. */
    void evict(Pod pod) {
        if (!pod.node.isEmpty() && !pod.terminal()) {
            says(pod, changed -> {
                boolean runs = changed.container == Container.RUNNING && faults.strike(Fault.FAILS_WHILE_RUNNING);
                if (!runs) {
                    notes.ends(changed, clock.millis());
                }
                changed.phase = Phase.FAILED;
                changed.container = runs ? Container.RUNNING : Container.TERMINATED;
                changed.disruption = Optional.of("TerminationByKubelet");
                changed.ready(Readiness.NOT_READY, clock.second());
            });
        }
    }

    private void says(Pod pod, Consumer<Pod> change) {
        api.updateStatus(pod, Precondition.uid(pod.uid()), MANAGER, change);
    }
}
