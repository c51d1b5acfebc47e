package dev.holdfast.fault;

import dev.holdfast.cluster.Child;
import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.ComponentLog;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.cluster.Machines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cluster's one StatefulSet controller, an unmodified one that knows the cluster only by what {@code
 * holdfast-controllerproxy} tells it: the truth, except in the namespaces for which something else was ordered.
 */
final class ControllerProxy implements Mechanism {

    private static final String NAME = "statefulset-controller";

    private final Optional<Child> controller;
    private final Optional<Path> log;
    private final Set<String> ordered = new HashSet<>();

    /**
     * Takes over a controller that was started.
     *
     * @param controller the program; nothing where none can be deceived
     * @param log the file that the controller writes its messages to
     */
    ControllerProxy(Optional<Child> controller, Optional<Path> log) {
        this.controller = controller;
        this.log = log;
    }

    /**
     * Starts it, and waits until the controller watches the cluster.
     *
     * @param cluster a cluster whose own StatefulSet controller is at rest
     * @return the controller; on clusters that have one of their own, none that could be deceived
     * @throws ClusterFailedException when it does not start; nothing is left behind
     */
    static ControllerProxy start(Cluster cluster) {
        if (!(cluster instanceof EmbeddedCluster embedded)) {
            return new ControllerProxy(Optional.empty(), Optional.empty());
        }
        Path log = embedded.logs().resolve(NAME + ".log");
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                embedded.programs().resolve("holdfast-controllerproxy").toString(),
                "--kubeconfig",
                embedded.kubeconfig().toString(),
                "--controller-manager",
                embedded.program("kube-controller-manager").toString(),
                "--log",
                log.toString()));
        // It knows no other features than the one whose place it takes.
        embedded.featureGates().ifPresent(gates -> command.addAll(List.of("--", "--feature-gates=" + gates)));
        Child program = Child.start(
                command, embedded.logs(), embedded.logs().resolve("holdfast-controllerproxy.log"), line -> {}, true);
        ControllerProxy proxy = new ControllerProxy(Optional.of(program), Optional.of(log));
        try {
            proxy.answer();
            return proxy;
        } catch (RuntimeException failed) {
            proxy.close();
            throw failed;
        }
    }

    @Override
    public List<ComponentLog> logs() {
        return log.map(file -> new ComponentLog(NAME, file)).stream().toList();
    }

    @Override
    public Optional<String> objection(Fault fault) {
        return fault.view().isPresent() && controller.isEmpty()
                ? Optional.of("it needs " + Means.VIEW.need())
                : Optional.empty();
    }

    @Override
    public FaultInjection.Course begin(Fault fault, String namespace, String scenario) {
        Optional<ProxiedView> view = fault.view();
        if (view.isEmpty()) {
            return () -> {};
        }
        order(
                namespace,
                Map.of(
                        "namespace",
                        namespace,
                        "sees",
                        view.get().sees(),
                        "sends",
                        view.get().sends()));
        return () -> order(namespace, Map.of("namespace", namespace));
    }

    /** Ends the controller at once, if there is one that can be deceived; it stays away until it is restarted. */
    synchronized void kill() {
        done("kill");
    }

    /** Ends the controller, if there is one that can be deceived, and starts it. It is deceived as it was before. */
    synchronized void restart() {
        done("restart");
    }

    private void done(String verb) {
        if (controller.isPresent()) {
            String error = receipt(Map.of("controller", verb));
            if (!error.isEmpty()) {
                throw new ClusterFailedException("could not " + verb + " the StatefulSet controller: " + error);
            }
        }
    }

    @Override
    public Optional<Machines> on(Machines machines) {
        return controller.map(any -> new SabotagedMachines(machines, this));
    }

    private synchronized void order(String namespace, Map<String, Object> order) {
        String error = receipt(order);
        if (!error.isEmpty()) {
            throw new ClusterFailedException(
                    "what the controller is to see in " + namespace + " is not understood: " + error);
        }
        if (order.size() > 1) {
            ordered.add(namespace);
        } else {
            ordered.remove(namespace);
        }
    }

    /** {@return what went wrong with an order, or an empty text} */
    private String receipt(Map<String, Object> order) {
        try {
            BufferedWriter input = program().input();
            input.write(JsonMapper.shared().writeValueAsString(order));
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new ClusterFailedException(ended(), e);
        }
        return answer().path("error").asString("");
    }

    private JsonNode answer() {
        try {
            String line = program().output().readLine();
            if (line == null) {
                throw new ClusterFailedException(ended());
            }
            return JsonMapper.shared().readTree(line);
        } catch (IOException e) {
            throw new ClusterFailedException(ended(), e);
        }
    }

    private Child program() {
        return controller.orElseThrow();
    }

    private String ended() {
        return "the StatefulSet controller that can be deceived has ended"
                + controller.flatMap(Child::error).map(reason -> ": " + reason).orElse("");
    }

    @Override
    public Optional<String> failure() {
        return controller.filter(program -> !program.running()).map(program -> ended());
    }

    @Override
    public synchronized List<String> differences() {
        return ordered.stream()
                .sorted()
                .map(namespace -> "the StatefulSet controller is still deceived about namespace " + namespace)
                .toList();
    }

    @Override
    public void close() {
        controller.ifPresent(Child::close);
    }
}
