package dev.holdfast.history.view;

import dev.holdfast.history.json.JsonReader;
import java.util.Map;
import java.util.TreeMap;

/** What a pod is to be: the part of its view that hardly changes during its life. */
record PodSpec(
        String nodeName,
        String hostname,
        String subdomain,
        Map<String, String> claims,
        Map<String, ContainerView> containers,
        long gracePeriodSeconds) {
    /** As Kubernetes fills it in. */
    private static final long DEFAULT_GRACE_PERIOD = 30;

    static final PodSpec NONE = new PodSpec("", "", "", Map.of(), Map.of(), DEFAULT_GRACE_PERIOD);

    static PodSpec read(JsonReader json) {
        PodSpecFields fields = new PodSpecFields(json);
        json.fields(fields::field);
        return new PodSpec(
                fields.nodeName,
                fields.hostname,
                fields.subdomain,
                fields.claims,
                fields.containers,
                fields.gracePeriodSeconds);
    }

    private static final class PodSpecFields {
        private final JsonReader json;
        private String nodeName = "";
        private String hostname = "";
        private String subdomain = "";
        private Map<String, String> claims = Map.of();
        private Map<String, ContainerView> containers = Map.of();
        private long gracePeriodSeconds = DEFAULT_GRACE_PERIOD;

        PodSpecFields(JsonReader json) {
            this.json = json;
        }

        void field(String field) {
            switch (field) {
                case "nodeName" -> nodeName = json.text();
                case "hostname" -> hostname = json.text();
                case "subdomain" -> subdomain = json.text();
                case "volumes" -> claims = claims();
                case "containers" -> containers = ContainerView.all(json);
                case "terminationGracePeriodSeconds" -> gracePeriodSeconds = json.number(DEFAULT_GRACE_PERIOD);
                default -> {}
            }
        }

        private Map<String, String> claims() {
            Map<String, String> byVolume = new TreeMap<>();
            json.elements(() -> {
                String[] texts = {"", ""};
                json.fields(field -> {
                    switch (field) {
                        case "name" -> texts[0] = json.text();
                        case "persistentVolumeClaim" -> texts[1] = json.texts("claimName")[0];
                        default -> {}
                    }
                });
                if (!texts[1].isEmpty()) {
                    byVolume.put(texts[0], texts[1]);
                }
            });
            return json.intern(Map.copyOf(byVolume));
        }
    }
}
