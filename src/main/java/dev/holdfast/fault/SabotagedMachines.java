package dev.holdfast.fault;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.Link;
import dev.holdfast.cluster.Machines;
import java.time.Duration;
import java.util.Set;

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
    public void freeze(Component component) {
        whole.freeze(component);
    }

    @Override
    public void thaw(Component component) {
        whole.thaw(component);
    }

    @Override
    public void killNode(String node) {
        whole.killNode(node);
    }

    @Override
    public void startNode(String node) {
        whole.startNode(node);
    }

    @Override
    public void cut(String node, Set<Link> links) {
        whole.cut(node, links);
    }

    @Override
    public void part(String node, String other) {
        whole.part(node, other);
    }

    @Override
    public void delay(String node, Duration by) {
        whole.delay(node, by);
    }

    @Override
    public void loss(String node, double percent) {
        whole.loss(node, percent);
    }

    @Override
    public void fill(String node) {
        whole.fill(node);
    }

    @Override
    public void empty(String node) {
        whole.empty(node);
    }

    @Override
    public void makeExportReadOnly() {
        whole.makeExportReadOnly();
    }

    @Override
    public void makeExportFull() {
        whole.makeExportFull();
    }

    @Override
    public void makeExportWritable() {
        whole.makeExportWritable();
    }

    @Override
    public void heal(String node, Set<Link> links) {
        whole.heal(node, links);
    }

    @Override
    public void heal(String node, String other) {
        whole.heal(node, other);
    }

    @Override
    public void heal(String node) {
        whole.heal(node);
    }
}
