package dev.holdfast.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A pod with one container. */
final class Pod extends ApiObject {
    static final String KIND = "Pod";
    static final String REVISION = "controller-revision-hash";
    static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    static final String POD_INDEX = "apps.kubernetes.io/pod-index";

    String hostname = "";
    String subdomain = "";
    Template template = new Template("", "");
    /** Volume → claim. */
    Map<String, String> claims = new TreeMap<>();

    String node = "";
    Phase phase = Phase.PENDING;
    Container container = Container.NONE;
    int restarts;
    String ip = "";
    boolean ready;
    long readyChanged;
    /** The reason of a True condition DisruptionTarget. */
    Optional<String> disruption = Optional.empty();

    /** {@code status.phase}. */
    enum Phase {
        PENDING("Pending"),
        RUNNING("Running"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed");

        final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    /** What the kubelet says of the container. */
    enum Container {
        /** Nothing yet. */
        NONE,
        WAITING,
        RUNNING,
        TERMINATED
    }

    Pod() {
        super(KIND, "v1");
    }

    @Override
    Pod copy() {
        Pod copy = new Pod();
        copy.meta = meta.copy();
        copy.hostname = hostname;
        copy.subdomain = subdomain;
        copy.template = template;
        copy.claims = new TreeMap<>(claims);
        copy.node = node;
        copy.phase = phase;
        copy.container = container;
        copy.restarts = restarts;
        copy.ip = ip;
        copy.ready = ready;
        copy.readyChanged = readyChanged;
        copy.disruption = disruption;
        return copy;
    }

    boolean terminal() {
        return phase == Phase.FAILED || phase == Phase.SUCCEEDED;
    }

    boolean runningAndReady() {
        return phase == Phase.RUNNING && ready;
    }

    /** Whether it has been Ready for so long, by the clock of whoever asks. */
    boolean available(int minReadySeconds, long nowMillis) {
        return ready && (minReadySeconds == 0 || (readyChanged + minReadySeconds) * 1000 <= nowMillis);
    }

    String revision() {
        return meta.labels.getOrDefault(REVISION, "");
    }

    /** The ordinal that the name ends with; -1 if it does not end with a number. */
    int ordinal() {
        int dash = name().lastIndexOf('-');
        String end = name().substring(dash + 1);
        return dash > 0 && !end.isEmpty() && end.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(end)
                : -1;
    }

    /** What comes before the ordinal. */
    String parent() {
        return ordinal() < 0 ? "" : name().substring(0, name().lastIndexOf('-'));
    }

    void ready(Readiness now, long second) {
        boolean is = now == Readiness.READY;
        if (is != ready) {
            ready = is;
            readyChanged = second;
        }
    }

    /** The status of the condition Ready. */
    enum Readiness {
        READY,
        NOT_READY
    }

    @Override
    void content(ObjectNode json) {
        ObjectNode spec = json.putObject("spec");
        if (!claims.isEmpty()) {
            ArrayNode volumes = spec.putArray("volumes");
            claims.forEach((volume, claim) -> volumes.addObject()
                    .put("name", volume)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim));
        }
        template.containers(spec);
        spec.put("terminationGracePeriodSeconds", Template.GRACE);
        if (!node.isEmpty()) {
            spec.put("nodeName", node);
        }
        unlessEmpty(spec, "hostname", hostname);
        unlessEmpty(spec, "subdomain", subdomain);
        status(json.putObject("status"));
    }

    private void status(ObjectNode status) {
        status.put("phase", phase.text);
        ArrayNode conditions = status.putArray("conditions");
        disruption.ifPresent(reason -> conditions
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("lastTransitionTime", ObjectMeta.time(readyChanged))
                .put("reason", reason));
        if (container != Container.NONE) {
            conditions
                    .addObject()
                    .put("type", "Ready")
                    .put("status", ready ? "True" : "False")
                    .put("lastTransitionTime", ObjectMeta.time(readyChanged));
        }
        if (!node.isEmpty()) {
            conditions.addObject().put("type", "PodScheduled").put("status", "True");
        }
        if (!ip.isEmpty()) {
            status.put("podIP", ip).putArray("podIPs").addObject().put("ip", ip);
        }
        if (container != Container.NONE) {
            ObjectNode state = status.putArray("containerStatuses").addObject();
            state.put("name", "main").put("ready", ready).put("restartCount", restarts);
            switch (container) {
                case WAITING -> state.putObject("state").putObject("waiting").put("reason", waiting());
                case RUNNING -> state.putObject("state").putObject("running");
                default -> state.putObject("state").putObject("terminated").put("exitCode", exitCode());
            }
        }
    }

    private String waiting() {
        return template.canBePulled() ? "ContainerCreating" : "ImagePullBackOff";
    }

    private int exitCode() {
        return phase == Phase.FAILED ? 137 : 0;
    }

    private static void unlessEmpty(ObjectNode node, String field, String text) {
        if (!text.isEmpty()) {
            node.put(field, text);
        }
    }
}
