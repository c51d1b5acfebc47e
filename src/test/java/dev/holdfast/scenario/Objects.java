package dev.holdfast.scenario;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;

/** Objects as a server would send them, for histories written by hand. */
public final class Objects {

    private Objects() {}

    public static Observation pod(Change change, String name, String uid, long version, String status) {
        return observed(
                change,
                "{\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"" + name + "\",\"uid\":\"" + uid
                        + "\",\"resourceVersion\":\"" + version
                        + "\",\"ownerReferences\":[{\"kind\":\"StatefulSet\",\"name\":\"web\",\"uid\":\"set\",\"controller\":true}]},"
                        + "\"spec\":{\"volumes\":[{\"name\":\"www\",\"persistentVolumeClaim\":{\"claimName\":\"www-"
                        + name
                        + "\"}}]},\"status\":" + status + "}");
    }

    public static Observation claim(Change change, String name, String uid, long version, String volume, String phase) {
        String bound = volume.isEmpty() ? "{}" : "{\"volumeName\":\"" + volume + "\"}";
        return observed(
                change,
                "{\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"" + name
                        + "\",\"uid\":\""
                        + uid + "\",\"resourceVersion\":\"" + version + "\"},\"spec\":" + bound
                        + ",\"status\":{\"phase\":\"" + phase + "\"}}");
    }

    public static Observation set(long version, int replicas) {
        return observed(
                Change.ADDED,
                "{\"kind\":\"StatefulSet\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"web\",\"uid\":\"set\",\"resourceVersion\":\""
                        + version + "\"},\"spec\":{\"replicas\":" + replicas + "},\"status\":{\"replicas\":" + replicas
                        + ",\"readyReplicas\":1}}");
    }

    public static Observation event(String about, long version, String reason, String message) {
        return observed(
                Change.ADDED,
                "{\"kind\":\"Event\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"event-" + version
                        + "\",\"uid\":\"event-" + version + "\",\"resourceVersion\":\"" + version
                        + "\"},\"involvedObject\":{\"kind\":\""
                        + (about.equals("set") ? "StatefulSet\",\"name\":\"web" : "Pod")
                        + "\",\"uid\":\"" + about + "\"},\"reason\":\"" + reason
                        + "\",\"message\":\""
                        + message + "\"}");
    }

    public static String ready(int restarts) {
        return "{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],"
                + "\"containerStatuses\":[{\"restartCount\":" + restarts + "}]}";
    }

    private static Observation observed(Change change, String json) {
        return Observation.of(change, Resource.parse(json));
    }
}
