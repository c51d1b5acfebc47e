package dev.holdfast.history.view;

import dev.holdfast.history.json.JsonReader;
import dev.holdfast.history.view.StatefulSetView.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a StatefulSet is to be: the part of its view that only its user changes. */
record SetSpec(
        int replicas,
        int start,
        String serviceName,
        boolean ordered,
        List<String> claimTemplates,
        Map<String, String> matchLabels,
        Optional<String> maxUnavailable,
        boolean deletesClaimsWhenScaled,
        boolean deletesClaimsWhenDeleted,
        Strategy strategy,
        int minReadySeconds,
        int revisionHistoryLimit,
        String template) {
    /** As Kubernetes fills it in. */
    private static final int DEFAULT_HISTORY = 10;

    /** The spec of an object that has none. */
    static final SetSpec NONE = new SetSpecFields().spec();

    /** The same with another {@code revisionHistoryLimit}. */
    SetSpec withHistory(int limit) {
        return new SetSpec(
                replicas,
                start,
                serviceName,
                ordered,
                claimTemplates,
                matchLabels,
                maxUnavailable,
                deletesClaimsWhenScaled,
                deletesClaimsWhenDeleted,
                strategy,
                minReadySeconds,
                limit,
                template);
    }

    static SetSpec read(JsonReader json) {
        SetSpecFields fields = new SetSpecFields();
        json.fields(field -> fields.field(field, json));
        return fields.spec();
    }

    private static final class SetSpecFields {
        private int replicas = 1;
        private int start;
        private String serviceName = "";
        private boolean ordered = true;
        private List<String> claimTemplates = List.of();
        private Map<String, String> matchLabels = Map.of();
        private Optional<String> maxUnavailable = Optional.empty();
        private boolean deletesClaimsWhenScaled;
        private boolean deletesClaimsWhenDeleted;
        private int revisionHistoryLimit = DEFAULT_HISTORY;
        private String strategyType = "";
        private boolean parameters;
        private int partition;
        private int minReadySeconds;
        private String template = "";

        SetSpec spec() {
            return new SetSpec(
                    replicas,
                    start,
                    serviceName,
                    ordered,
                    claimTemplates,
                    matchLabels,
                    maxUnavailable,
                    deletesClaimsWhenScaled,
                    deletesClaimsWhenDeleted,
                    new Strategy(
                            strategyType.equals("OnDelete"),
                            strategyType.isEmpty() || strategyType.equals("RollingUpdate"),
                            strategyType.equals("Recreate"),
                            parameters,
                            partition),
                    minReadySeconds,
                    revisionHistoryLimit,
                    template);
        }

        void field(String field, JsonReader json) {
            switch (field) {
                case "replicas" -> replicas = json.integer(1);
                case "ordinals" -> json.inside(() -> start = json.integer(0), "start");
                case "serviceName" -> serviceName = json.text();
                case "podManagementPolicy" -> ordered = !json.text().equals("Parallel");
                case "selector" -> json.inside(() -> matchLabels = json.textMap(), "matchLabels");
                case "volumeClaimTemplates" -> claimTemplates = templates(json);
                case "updateStrategy" -> json.fields(inner -> strategy(inner, json));
                case "persistentVolumeClaimRetentionPolicy" -> {
                    String[] policy = json.texts("whenScaled", "whenDeleted");
                    deletesClaimsWhenScaled = policy[0].equals("Delete");
                    deletesClaimsWhenDeleted = policy[1].equals("Delete");
                }
                case "revisionHistoryLimit" -> revisionHistoryLimit = json.integer(DEFAULT_HISTORY);
                case "minReadySeconds" -> minReadySeconds = json.integer(0);
                case "template" -> template = json.fingerprint();
                default -> {}
            }
        }

        private void strategy(String field, JsonReader json) {
            if (field.equals("type")) {
                strategyType = json.text();
            } else if (field.equals("rollingUpdate")) {
                parameters = json.isObject();
                json.fields(inner -> {
                    if (inner.equals("partition")) {
                        partition = json.integer(0);
                    } else if (inner.equals("maxUnavailable")) {
                        maxUnavailable = json.optionalText();
                    }
                });
            }
        }

        private static List<String> templates(JsonReader json) {
            List<String> names = new ArrayList<>();
            json.elements(() -> json.inside(() -> names.add(json.text()), "metadata", "name"));
            return json.intern(List.copyOf(names));
        }
    }
}
