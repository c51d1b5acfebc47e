package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;

/**
 * A container that tells by its exit code how it was stopped: 0 if it was asked to after its preStop hook had run, and was given
 * the second that it takes; 1 if it was asked to before that; and that of a killed process if it was killed.
 */
final class StoppingProgram {

    private static final String HOOK_RAN = "/tmp/hook-ran";

    // The image says by which signal it wants to be stopped, and any of these may be it. A shell that waits for a
    // process
    // in the background hears it at once.
    private static final String PROGRAM = "trap 'sleep 1; test -e " + HOOK_RAN + " && exit 0; exit 1' TERM QUIT; "
            + "while true; do sleep 3600 & wait; done";

    private StoppingProgram() {}

    /**
     * Such a container.
     *
     * @param container the container as the tutorial has it
     * @return the same with that program
     */
    static Container in(Container container) {
        return new ContainerBuilder(container)
                .withCommand("sh", "-c", PROGRAM)
                .withNewLifecycle()
                .withNewPreStop()
                .withNewExec()
                .withCommand("touch", HOOK_RAN)
                .endExec()
                .endPreStop()
                .endLifecycle()
                .build();
    }
}
