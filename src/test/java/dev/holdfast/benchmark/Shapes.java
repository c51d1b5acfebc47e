package dev.holdfast.benchmark;

/** Objects as an API server of Kubernetes 1.37 sends them, managedFields and all, as text. */
final class Shapes {
    private static final String OWNER = """
            "ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"web",\
            "uid":"73982d25-5eb8-4a43-97f0-c0bd9322d29a","controller":true,"blockOwnerDeletion":true}]""";
    private static final String TOLERATIONS = """
            "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",\
            "tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute",\
            "tolerationSeconds":300}]""";

    private Shapes() {}

    /** How far a pod has come. */
    enum Stage {
        CREATED,
        SCHEDULED,
        ADMITTED,
        STARTING,
        RUNNING,
        READY,
        TERMINATING,
        STOPPED,
        REMOVED;

        boolean from(Stage other) {
            return compareTo(other) >= 0;
        }
    }

    /** What the set's status counts; no revision means that there is no status yet. */
    record Counts(
            long generation, int revision, int currentRevision, int replicas, int ready, int current, int updated) {}

    static String pod(int ordinal, int incarnation, int revision, Stage stage, long version) {
        String name = "web-" + ordinal;
        StringBuilder json = new StringBuilder(3500);
        json.append("{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"")
                .append(name)
                .append("\",\"generateName\":\"web-\",\"namespace\":\"large\",\"uid\":\"")
                .append(uid(ordinal, incarnation))
                .append("\",\"resourceVersion\":\"")
                .append(version)
                .append("\",\"generation\":")
                .append(stage.from(Stage.TERMINATING) ? 2 : 1)
                .append(",\"creationTimestamp\":\"2026-11-23T12:00:00Z\"");
        if (stage.from(Stage.TERMINATING)) {
            json.append(",\"deletionTimestamp\":\"2026-11-23T12:00:30Z\",\"deletionGracePeriodSeconds\":")
                    .append(stage == Stage.REMOVED ? 0 : 10);
        }
        json.append(",\"labels\":{\"app\":\"nginx-stateful\",\"apps.kubernetes.io/pod-index\":\"")
                .append(ordinal)
                .append("\",\"controller-revision-hash\":\"")
                .append(revisionName(revision))
                .append("\",\"statefulset.kubernetes.io/pod-name\":\"")
                .append(name)
                .append("\"},")
                .append(OWNER)
                .append(",\"managedFields\":[")
                .append(ManagedFields.OF_POD)
                .append(stage.from(Stage.ADMITTED) ? "," + ManagedFields.OF_POD_STATUS : "")
                .append("]},\"spec\":");
        podSpec(json, name, revision, stage);
        json.append(",\"status\":");
        podStatus(json, ordinal, incarnation, revision, stage);
        return json.append('}').toString();
    }

    static String claim(int ordinal, boolean bound, long version) {
        String volume = bound ? "\"volumeName\":\"pvc-" + uid(ordinal, 9_000) + "\"," : "";
        String status = bound
                ? "{\"phase\":\"Bound\",\"accessModes\":[\"ReadWriteOnce\"],\"capacity\":{\"storage\":\"1Gi\"}}"
                : "{\"phase\":\"Pending\"}";
        return "{\"kind\":\"PersistentVolumeClaim\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"www-web-" + ordinal
                + "\",\"namespace\":\"large\",\"uid\":\"" + uid(ordinal, 8_000) + "\",\"resourceVersion\":\"" + version
                + "\",\"creationTimestamp\":\"2026-11-23T12:00:00Z\",\"labels\":{\"app\":\"nginx-stateful\"},"
                + "\"finalizers\":[\"kubernetes.io/pvc-protection\"],\"managedFields\":[" + ManagedFields.OF_CLAIM
                + "]},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
                + "\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}," + volume
                + "\"storageClassName\":\"standard\",\"volumeMode\":\"Filesystem\"},\"status\":" + status + "}";
    }

    static String revision(int revision, long version) {
        return "{\"kind\":\"ControllerRevision\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\""
                + revisionName(revision) + "\",\"namespace\":\"large\",\"uid\":\"" + uid(revision, 7_000)
                + "\",\"resourceVersion\":\"" + version + "\",\"creationTimestamp\":\"2026-11-23T12:00:00Z\","
                + "\"labels\":{\"app\":\"nginx-stateful\",\"controller.kubernetes.io/hash\":\"" + revision + "\"},"
                + OWNER + "},\"data\":{\"spec\":{\"template\":" + template(revision) + "}},\"revision\":" + revision
                + "}";
    }

    static String set(int replicas, long generation, int revision, Counts counts, long version) {
        return "{\"kind\":\"StatefulSet\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\"web\","
                + "\"namespace\":\"large\",\"uid\":\"73982d25-5eb8-4a43-97f0-c0bd9322d29a\",\"resourceVersion\":\""
                + version + "\",\"generation\":" + generation + ",\"creationTimestamp\":\"2026-11-23T12:00:00Z\","
                + "\"labels\":{\"app\":\"nginx-stateful\"},\"managedFields\":[" + ManagedFields.OF_SET
                + (counts.revision() == 0 ? "" : "," + ManagedFields.OF_SET_STATUS) + "]},\"spec\":{\"replicas\":"
                + replicas
                + ",\"selector\":{\"matchLabels\":{\"app\":\"nginx-stateful\"}},\"template\":" + template(revision)
                + ",\"volumeClaimTemplates\":[{\"kind\":\"PersistentVolumeClaim\",\"apiVersion\":\"v1\",\"metadata\":"
                + "{\"name\":\"www\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":"
                + "{\"storage\":\"1Gi\"}},\"volumeMode\":\"Filesystem\"},\"status\":{\"phase\":\"Pending\"}}],"
                + "\"serviceName\":\"stateful-svc\",\"podManagementPolicy\":\"OrderedReady\",\"updateStrategy\":"
                + "{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":0,\"maxUnavailable\":1}},"
                + "\"revisionHistoryLimit\":10,\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\"Retain\","
                + "\"whenScaled\":\"Retain\"}},\"status\":" + status(counts) + "}";
    }

    private static String status(Counts counts) {
        if (counts.revision() == 0) {
            return "{\"replicas\":0,\"availableReplicas\":0}";
        }
        return "{\"observedGeneration\":" + counts.generation() + ",\"replicas\":" + counts.replicas()
                + ",\"readyReplicas\":" + counts.ready() + ",\"currentReplicas\":" + counts.current()
                + ",\"updatedReplicas\":" + counts.updated() + ",\"currentRevision\":\""
                + revisionName(counts.currentRevision()) + "\",\"updateRevision\":\"" + revisionName(counts.revision())
                + "\",\"collisionCount\":0,\"availableReplicas\":" + counts.ready() + "}";
    }

    private static void podSpec(StringBuilder json, String name, int revision, Stage stage) {
        json.append("{\"volumes\":[{\"name\":\"www\",\"persistentVolumeClaim\":{\"claimName\":\"www-")
                .append(name)
                .append("""
                        "}},{"name":"kube-api-access-6kfsf","projected":{"sources":[{"serviceAccountToken":\
                        {"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":\
                        [{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":\
                        {"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}],"containers":""")
                .append(containers(revision, """
                        {"name":"kube-api-access-6kfsf","readOnly":true,\
                        "mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}"""))
                .append("""
                        ,"restartPolicy":"Always","terminationGracePeriodSeconds":10,"dnsPolicy":"ClusterFirst",\
                        "serviceAccountName":"default","serviceAccount":"default",""");
        if (stage.from(Stage.SCHEDULED)) {
            json.append("\"nodeName\":\"node-1\",");
        }
        json.append("\"securityContext\":{},\"hostname\":\"")
                .append(name)
                .append("\",\"subdomain\":\"stateful-svc\",\"schedulerName\":\"default-scheduler\",")
                .append(TOLERATIONS)
                .append(",\"priority\":0,\"enableServiceLinks\":true,\"preemptionPolicy\":\"PreemptLowerPriority\"}");
    }

    private static void podStatus(StringBuilder json, int ordinal, int incarnation, int revision, Stage stage) {
        boolean running = stage.from(Stage.RUNNING);
        boolean stopped = stage.from(Stage.STOPPED);
        json.append("{\"observedGeneration\":1,\"phase\":\"")
                .append(stopped ? "Succeeded" : running ? "Running" : "Pending")
                .append("\"");
        if (stage.from(Stage.SCHEDULED)) {
            boolean isReady = stage == Stage.READY || stage == Stage.TERMINATING;
            json.append(",\"conditions\":[");
            condition(json, "PodReadyToStartContainers", stage.from(Stage.STARTING) && !stopped)
                    .append(',');
            condition(json, "Initialized", stage.from(Stage.ADMITTED)).append(',');
            condition(json, "Ready", isReady).append(',');
            condition(json, "ContainersReady", running && !stopped).append(',');
            condition(json, "PodScheduled", true).append(']');
        }
        if (stage.from(Stage.ADMITTED)) {
            json.append(",\"hostIP\":\"10.89.0.11\",\"hostIPs\":[{\"ip\":\"10.89.0.11\"}],"
                    + "\"startTime\":\"2026-11-23T12:00:00Z\"");
        }
        if (running) {
            String ip = "10." + incarnation % 250 + "." + ordinal / 250 + "." + ordinal % 250;
            json.append(",\"podIP\":\"")
                    .append(ip)
                    .append("\",\"podIPs\":[{\"ip\":\"")
                    .append(ip)
                    .append("\"}]");
        }
        if (stage.from(Stage.ADMITTED)) {
            String state = !running
                    ? "\"waiting\":{\"reason\":\"ContainerCreating\"}"
                    : stopped
                            ? "\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\"}"
                            : "\"running\":{\"startedAt\":\"2026-11-23T12:00:01Z\"}";
            json.append(",\"containerStatuses\":[{\"name\":\"nginx\",\"state\":{")
                    .append(state)
                    .append("},\"lastState\":{},\"ready\":")
                    .append(running && !stopped)
                    .append(",\"restartCount\":0,\"image\":\"localhost/holdfast/nginx:1.")
                    .append(revision)
                    .append("""
                            ","imageID":"sha256:6594262af027a9ebb7e8fcc448790f6a83680f58197395c4ef60e4fc2a585c1f",\
                            "containerID":"containerd://52064712bb256831cfb9b070329174735345b69d820e28eed278efc2de451dca",\
                            "started":true,"resources":{},"volumeMounts":[{"name":"www","mountPath":\
                            "/usr/share/nginx/html"},{"name":"kube-api-access-6kfsf","mountPath":\
                            "/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true,\
                            "recursiveReadOnly":"Disabled"}]}]""");
        }
        json.append(",\"qosClass\":\"BestEffort\"}");
    }

    private static StringBuilder condition(StringBuilder json, String type, boolean status) {
        return json.append("{\"type\":\"")
                .append(type)
                .append("\",\"observedGeneration\":1,\"status\":\"")
                .append(status ? "True" : "False")
                .append("\",\"lastProbeTime\":null,\"lastTransitionTime\":\"2026-11-23T12:00:00Z\"}");
    }

    private static String template(int revision) {
        return "{\"metadata\":{\"labels\":{\"app\":\"nginx-stateful\"}},\"spec\":{\"containers\":"
                + containers(revision, "")
                + ",\"restartPolicy\":\"Always\",\"terminationGracePeriodSeconds\":10,\"dnsPolicy\":\"ClusterFirst\","
                + "\"securityContext\":{},\"schedulerName\":\"default-scheduler\"}}";
    }

    private static String containers(int revision, String moreMounts) {
        return "[{\"name\":\"nginx\",\"image\":\"localhost/holdfast/nginx:1." + revision
                + "\",\"ports\":[{\"name\":\"web\",\"containerPort\":80,\"protocol\":\"TCP\"}],\"resources\":{},"
                + "\"volumeMounts\":[{\"name\":\"www\",\"mountPath\":\"/usr/share/nginx/html\"}"
                + (moreMounts.isEmpty() ? "" : ",") + moreMounts
                + "],\"terminationMessagePath\":\"/dev/termination-log\",\"terminationMessagePolicy\":\"File\","
                + "\"imagePullPolicy\":\"IfNotPresent\"}]";
    }

    private static String revisionName(int revision) {
        return "web-" + Integer.toHexString(0x5eb84a43 + revision * 7919);
    }

    static String uid(int one, int other) {
        String tail = String.valueOf(1_000_000_000_000L + one * 10_000L + other);
        return "bdd22fcf-fe67-420a-b21c-" + tail.substring(tail.length() - 12);
    }
}
