package dev.holdfast.cluster;

import java.time.Duration;
import java.util.Set;

/** The machines and links of an embedded cluster. */
record EmbeddedMachines(OrderSocket socket) implements Machines {

    @Override
    public void freeze(Component component) {
        socket.obey(MachineOrder.about("freeze", component));
    }

    @Override
    public void thaw(Component component) {
        socket.obey(MachineOrder.about("thaw", component));
    }

    @Override
    public void kill(Component component) {
        socket.obey(MachineOrder.about("kill", component));
    }

    @Override
    public void restart(Component component) {
        socket.obey(MachineOrder.about("restart", component));
    }

    @Override
    public void killNode(String node) {
        socket.obey(MachineOrder.atNode("kill", node));
    }

    @Override
    public void startNode(String node) {
        socket.obey(MachineOrder.atNode("start", node));
    }

    @Override
    public void cut(String node, Set<Link> links) {
        socket.obey(links(MachineOrder.atNode("cut", node), links));
    }

    @Override
    public void part(String node, String other) {
        socket.obey(MachineOrder.atNode("part", node).with("from", other));
    }

    @Override
    public void delay(String node, Duration by) {
        socket.obey(MachineOrder.atNode("delay", node).with("by", by.toMillis() + "ms"));
    }

    @Override
    public void loss(String node, double percent) {
        socket.obey(MachineOrder.atNode("loss", node).with("percent", percent));
    }

    @Override
    public void fill(String node) {
        socket.obey(MachineOrder.atNode("fill", node));
    }

    @Override
    public void empty(String node) {
        socket.obey(MachineOrder.atNode("empty", node));
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
        socket.obey(links(MachineOrder.atNode("heal", node), links));
    }

    @Override
    public void heal(String node, String other) {
        socket.obey(MachineOrder.atNode("heal", node).with("from", other));
    }

    @Override
    public void heal(String node) {
        socket.obey(MachineOrder.atNode("heal", node));
    }

    private static MachineOrder links(MachineOrder order, Set<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("no link is named");
        }
        return order.with("links", links.stream().sorted().map(Link::word).toList());
    }
}
