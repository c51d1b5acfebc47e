package dev.holdfast.cluster;

import java.time.Duration;
import java.util.Set;

/** The machines and links of an embedded cluster. */
final class EmbeddedMachines implements Machines {

    private final OrderSocket socket;

    EmbeddedMachines(OrderSocket socket) {
        this.socket = socket;
    }

    @Override
    public void freeze(Component component) {
        about(component, "freeze");
    }

    @Override
    public void thaw(Component component) {
        about(component, "thaw");
    }

    @Override
    public void kill(Component component) {
        about(component, "kill");
    }

    @Override
    public void restart(Component component) {
        about(component, "restart");
    }

    private void about(Component component, String verb) {
        socket.obey(new MachineOrder(verb)
                .with("component", component.name())
                .with("node", component.node().orElse(null)));
    }

    @Override
    public void killNode(String node) {
        socket.obey(at(node, "kill"));
    }

    @Override
    public void startNode(String node) {
        socket.obey(at(node, "start"));
    }

    @Override
    public void cut(String node, Set<Link> links) {
        socket.obey(links(at(node, "cut"), links));
    }

    @Override
    public void part(String node, String other) {
        socket.obey(at(node, "part").with("from", other));
    }

    @Override
    public void delay(String node, Duration by) {
        socket.obey(at(node, "delay").with("by", by.toMillis() + "ms"));
    }

    @Override
    public void loss(String node, double percent) {
        socket.obey(at(node, "loss").with("percent", percent));
    }

    @Override
    public void fill(String node) {
        socket.obey(at(node, "fill"));
    }

    @Override
    public void empty(String node) {
        socket.obey(at(node, "empty"));
    }

    @Override
    public void makeExportReadOnly() {
        socket.obey(new MachineOrder("read-only"));
    }

    @Override
    public void makeExportFull() {
        socket.obey(new MachineOrder("full"));
    }

    @Override
    public void makeExportWritable() {
        socket.obey(new MachineOrder("writable"));
    }

    @Override
    public void heal(String node, Set<Link> links) {
        socket.obey(links(at(node, "heal"), links));
    }

    @Override
    public void heal(String node, String other) {
        socket.obey(at(node, "heal").with("from", other));
    }

    @Override
    public void heal(String node) {
        socket.obey(at(node, "heal"));
    }

    private static MachineOrder at(String node, String verb) {
        return new MachineOrder(verb).with("node", node);
    }

    private static MachineOrder links(MachineOrder order, Set<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("no link is named");
        }
        return order.with("links", links.stream().sorted().map(Link::word).toList());
    }
}
