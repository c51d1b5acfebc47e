package dev.holdfast.cli;

import dev.holdfast.cluster.MachineOrder;
import picocli.CommandLine.Parameters;

/** The node of a running cluster that a command is about. */
final class NamedNode {

    @Parameters(paramLabel = "NODE", description = "The node, such as node-2.")
    private String name;

    /**
     * Begins an order about the node.
     *
     * @param verb what is to be done, such as {@code cut}
     */
    MachineOrder order(String verb) {
        return MachineOrder.atNode(verb, name);
    }
}
