package dev.holdfast.history;

import dev.holdfast.history.StatefulSetView.Counters;
import dev.holdfast.history.StatefulSetView.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@link StatefulSetView}. */
final class SetReader implements ViewReader {
    private int replicas = 1;
    private int start;
    private String serviceName = "";
    private boolean ordered = true;
    private List<String> claimTemplates = List.of();
    private Map<String, String> matchLabels = Map.of();
    private Optional<String> maxUnavailable = Optional.empty();
    private boolean keepsClaims = true;
    private String currentRevision = "";
    private String updateRevision = "";
    private long observedGeneration;
    private boolean observed;
    private String strategyType = "";
    private boolean parameters;
    private int partition;
    private int existing;
    private int ready;
    private int available;
    private int current;
    private int updated;
    private int minReadySeconds;
    private String template = "";

    @Override
    public void field(String name, Tokens tokens) {
        if (name.equals("spec")) {
            tokens.fields(field -> spec(field, tokens));
        } else if (name.equals("status")) {
            tokens.fields(field -> status(field, tokens));
        }
    }

    @Override
    public StatefulSetView view(Metadata metadata) {
        boolean seen = observed && observedGeneration >= metadata.generation();
        return new StatefulSetView(
                metadata.name(),
                replicas,
                start,
                serviceName,
                ordered,
                claimTemplates,
                matchLabels,
                maxUnavailable,
                keepsClaims,
                seen && existing == replicas && ready == replicas,
                currentRevision,
                updateRevision,
                metadata.generation(),
                observedGeneration,
                new Strategy(
                        strategyType.equals("OnDelete"),
                        strategyType.isEmpty() || strategyType.equals("RollingUpdate"),
                        parameters,
                        partition),
                new Counters(existing, ready, available, current, updated),
                minReadySeconds,
                template);
    }

    private void spec(String field, Tokens tokens) {
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
                tokens.fields(inner -> keepsClaims &= !tokens.text().equals("Delete"));
            case "minReadySeconds" -> minReadySeconds = tokens.integer(0);
            case "template" -> template = tokens.fingerprint();
            default -> {}
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

    private void status(String field, Tokens tokens) {
        switch (field) {
            case "observedGeneration" -> {
                observed = true;
                observedGeneration = tokens.number(0);
            }
            case "replicas" -> existing = tokens.integer(0);
            case "readyReplicas" -> ready = tokens.integer(0);
            case "availableReplicas" -> available = tokens.integer(0);
            case "currentReplicas" -> current = tokens.integer(0);
            case "updatedReplicas" -> updated = tokens.integer(0);
            case "currentRevision" -> currentRevision = tokens.text();
            case "updateRevision" -> updateRevision = tokens.text();
            default -> {}
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
