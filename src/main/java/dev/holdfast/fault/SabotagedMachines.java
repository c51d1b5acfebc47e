package dev.holdfast.fault;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.MachineOrder;
import dev.holdfast.cluster.Machines;

/**
 * The machines of a cluster whose StatefulSet controller is one that can be deceived: what is done to the program of all controllers is
 * done to that one, too.
 *
 * @param whole the machines of the cluster
 * @param controller the controller that can be deceived
 */
record SabotagedMachines(Machines whole, ControllerProxy controller) implements Machines {

    private static final Component CONTROLLERS = Component.inControlPlane("kube-controller-manager");

    @Override
    public void kill(Component component) {
        if (component.equals(CONTROLLERS)) {
            controller.kill();
        }
        whole.kill(component);
    }

    @Override
    public void restart(Component component) {
        if (component.equals(CONTROLLERS)) {
            controller.restart();
        }
        whole.restart(component);
    }

    @Override
    public void obey(MachineOrder order) {
        whole.obey(order);
    }
}
