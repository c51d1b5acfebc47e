package dev.holdfast.history.view;

import dev.holdfast.history.json.Tokens;
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
    static final SetSpec NONE = new Reader().spec();

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

    static SetSpec read(Tokens tokens) {
        Reader reader = new Reader();
        tokens.fields(field -> reader.field(field, tokens));
        return reader.spec();
    }

    private static final class Reader {
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
                            parameters,
                            partition),
                    minReadySeconds,
                    revisionHistoryLimit,
                    template);
        }

        void field(String field, Tokens tokens) {
            switch (field) {
                case "replicas" -> replicas = tokens.integer(1);
                case "ordinals" -> tokens.fields(inner -> start = inner.equals("start") ? tokens.integer(0) : start);
                case "serviceName" -> serviceName = tokens.text();
                case "podManagementPolicy" -> ordered = !tokens.text().equals("Parallel");
                case "selector" ->
                    tokens.fields(inner -> matchLabels = inner.equals("matchLabels") ? tokens.texts() : matchLabels);
                case "volumeClaimTemplates" -> claimTemplates = templates(tokens);
                case "updateStrategy" -> tokens.fields(inner -> strategy(inner, tokens));
                case "persistentVolumeClaimRetentionPolicy" ->
                    tokens.fields(inner -> retention(inner, tokens.text().equals("Delete")));
                case "revisionHistoryLimit" -> revisionHistoryLimit = tokens.integer(DEFAULT_HISTORY);
                case "minReadySeconds" -> minReadySeconds = tokens.integer(0);
                case "template" -> template = tokens.fingerprint();
                default -> {}
            }
        }

        private void retention(String when, boolean deletes) {
            if (when.equals("whenScaled")) {
                deletesClaimsWhenScaled = deletes;
            } else if (when.equals("whenDeleted")) {
                deletesClaimsWhenDeleted = deletes;
            }
        }

        private void strategy(String field, Tokens tokens) {
            if (field.equals("type")) {
                strategyType = tokens.text();
            } else if (field.equals("rollingUpdate")) {
                parameters = tokens.isObject();
                tokens.fields(inner -> {
                    if (inner.equals("partition")) {
                        partition = tokens.integer(0);
                    } else if (inner.equals("maxUnavailable")) {
                        maxUnavailable = tokens.optionalText();
                    }
                });
            }
        }

        private static List<String> templates(Tokens tokens) {
            List<String> names = new ArrayList<>();
            tokens.elements(() -> tokens.fields(field -> {
                if (field.equals("metadata")) {
                    tokens.fields(inner -> {
                        if (inner.equals("name")) {
                            names.add(tokens.text());
                        }
                    });
                }
            }));
            return tokens.shared().one(List.copyOf(names));
        }
    }
}
