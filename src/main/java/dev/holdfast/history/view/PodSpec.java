package dev.holdfast.history.view;

import dev.holdfast.history.json.Tokens;
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

    static PodSpec read(Tokens tokens) {
        Reader reader = new Reader(tokens);
        tokens.fields(reader::field);
        return new PodSpec(
                reader.nodeName,
                reader.hostname,
                reader.subdomain,
                reader.claims,
                reader.containers,
                reader.gracePeriodSeconds);
    }

    private static final class Reader {
        private final Tokens tokens;
        private String nodeName = "";
        private String hostname = "";
        private String subdomain = "";
        private Map<String, String> claims = Map.of();
        private Map<String, ContainerView> containers = Map.of();
        private long gracePeriodSeconds = DEFAULT_GRACE_PERIOD;

        Reader(Tokens tokens) {
            this.tokens = tokens;
        }

        void field(String field) {
            switch (field) {
                case "nodeName" -> nodeName = tokens.text();
                case "hostname" -> hostname = tokens.text();
                case "subdomain" -> subdomain = tokens.text();
                case "volumes" -> claims = claims();
                case "containers" -> containers = ContainerView.all(tokens);
                case "terminationGracePeriodSeconds" -> gracePeriodSeconds = tokens.number(DEFAULT_GRACE_PERIOD);
                default -> {}
            }
        }

        private Map<String, String> claims() {
            Map<String, String> byVolume = new TreeMap<>();
            tokens.elements(() -> {
                String[] texts = {"", ""};
                tokens.fields(field -> {
                    if (field.equals("name")) {
                        texts[0] = tokens.text();
                    } else if (field.equals("persistentVolumeClaim")) {
                        tokens.fields(inner -> texts[1] = inner.equals("claimName") ? tokens.text() : texts[1]);
                    }
                });
                if (!texts[1].isEmpty()) {
                    byVolume.put(texts[0], texts[1]);
                }
            });
            return tokens.shared().one(Map.copyOf(byVolume));
        }
    }
}
