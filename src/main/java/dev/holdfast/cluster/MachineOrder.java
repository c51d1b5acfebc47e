package dev.holdfast.cluster;

import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an embedded cluster is told to do to one of its machines or links. Whether it makes sense is for the cluster to say. */
public final class MachineOrder {

    private final ObjectNode json = JsonMapper.shared().createObjectNode();

    /**
     * Begins an order.
     *
     * @param verb what is to be done, such as {@code freeze}
     */
    public MachineOrder(String verb) {
        json.put("order", verb);
    }

    /**
     * Begins an order about a program.
     *
     * @param verb what is to be done, such as {@code freeze}
     * @param component the program
     */
    public static MachineOrder about(String verb, Component component) {
        return new MachineOrder(verb)
                .with("component", component.name())
                .with("node", component.node().orElse(null));
    }

    /**
     * Begins an order about a whole node, or its link or disk.
     *
     * @param verb what is to be done, such as {@code cut}
     * @param node the node's name
     */
    public static MachineOrder atNode(String verb, String node) {
        return new MachineOrder(verb).with("node", node);
    }

    /**
     * Says more of it.
     *
     * @param field such as {@code node}
     * @param value its value, or null where there is none
     * @return this order
     */
    public MachineOrder with(String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
        return this;
    }

    /**
     * Says more of it.
     *
     * @param field such as {@code percent}
     * @param value its value
     * @return this order
     */
    public MachineOrder with(String field, double value) {
        json.put(field, value);
        return this;
    }

    /**
     * Says more of it.
     *
     * @param field such as {@code links}
     * @param values its values
     * @return this order
     */
    public MachineOrder with(String field, Collection<String> values) {
        ArrayNode all = json.putArray(field);
        values.forEach(all::add);
        return this;
    }

    /** {@return the order as one line of JSON} */
    public String line() {
        return json.toString();
    }
}
