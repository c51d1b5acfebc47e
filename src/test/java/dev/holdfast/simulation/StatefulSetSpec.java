package dev.holdfast.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a StatefulSet is to be. One that is in use is never changed: {@link #with} makes another. */
final class StatefulSetSpec {
    int replicas;
    /** {@code ordinals.start}. */
    int start;

    PodManagement podManagement = PodManagement.ORDERED_READY;
    Strategy strategy = Strategy.ROLLING_UPDATE;
    /**
     * {@code updateStrategy.rollingUpdate}; empty when it is not there, which with {@link Strategy#ROLLING_UPDATE} means something
     * else than a partition of 0.
     */
    Optional<Rolling> rolling = Optional.of(new Rolling(0, "1"));

    Retention whenDeleted = Retention.RETAIN;
    Retention whenScaled = Retention.RETAIN;
    int minReadySeconds;
    int revisionHistoryLimit = 10;
    List<String> claimTemplates = List.of("data");
    Template template = new Template("nginx:1", "");

    /** {@code podManagementPolicy}. */
    enum PodManagement {
        ORDERED_READY("OrderedReady"),
        PARALLEL("Parallel");

        final String text;

        PodManagement(String text) {
            this.text = text;
        }
    }

    /** {@code updateStrategy.type}. */
    enum Strategy {
        ROLLING_UPDATE("RollingUpdate"),
        ON_DELETE("OnDelete"),
        /** Only since 1.37, and only where a feature gate is on. */
        RECREATE("Recreate");

        final String text;

        Strategy(String text) {
            this.text = text;
        }
    }

    /** What becomes of claims. */
    enum Retention {
        RETAIN("Retain"),
        DELETE("Delete");

        final String text;

        Retention(String text) {
            this.text = text;
        }
    }

    /**
     * {@code updateStrategy.rollingUpdate}.
     *
     * @param maxUnavailable a number or a percentage; empty when it is not set
     */
    record Rolling(int partition, String maxUnavailable) {}

    /** A set as most are: OrderedReady, rolling update without a partition, one claim for each pod, kept for ever. */
    static StatefulSetSpec ordinary(int replicas) {
        StatefulSetSpec spec = new StatefulSetSpec();
        spec.replicas = replicas;
        return spec;
    }

    /** This spec with changes. */
    StatefulSetSpec with(Consumer<StatefulSetSpec> change) {
        StatefulSetSpec copy = new StatefulSetSpec();
        copy.replicas = replicas;
        copy.start = start;
        copy.podManagement = podManagement;
        copy.strategy = strategy;
        copy.rolling = rolling;
        copy.whenDeleted = whenDeleted;
        copy.whenScaled = whenScaled;
        copy.minReadySeconds = minReadySeconds;
        copy.revisionHistoryLimit = revisionHistoryLimit;
        copy.claimTemplates = claimTemplates;
        copy.template = template;
        change.accept(copy);
        return copy;
    }

    /** The partition that the controller reckons with when it updates. */
    int partition() {
        return rolling.map(Rolling::partition).orElse(0);
    }

    /** How many pods an update may take at once, by the controller's reckoning: percentages are rounded down. */
    int maxUnavailable() {
        String text = rolling.map(Rolling::maxUnavailable)
                .filter(most -> !most.isEmpty())
                .orElse("1");
        int number = text.endsWith("%")
                ? Integer.parseInt(text.substring(0, text.length() - 1)) * replicas / 100
                : Integer.parseInt(text);
        return Math.max(1, number);
    }

    @Override
    public String toString() {
        return replicas + " replicas from " + start + ", " + podManagement.text + ", " + strategy.text + " "
                + rolling.map(Rolling::toString).orElse("without parameters") + ", claims " + claimTemplates + " "
                + whenDeleted.text + "/" + whenScaled.text + ", minReadySeconds " + minReadySeconds
                + ", revisionHistoryLimit " + revisionHistoryLimit + ", " + template.image();
    }

    boolean parallel() {
        return podManagement == PodManagement.PARALLEL;
    }

    boolean wants(int ordinal) {
        return ordinal >= start && ordinal < start + replicas;
    }

    void json(ObjectNode spec, String app, String service) {
        spec.put("replicas", replicas);
        spec.putObject("selector").putObject("matchLabels").put("app", app);
        template.json(spec.putObject("template"), app);
        if (!claimTemplates.isEmpty()) {
            ArrayNode claims = spec.putArray("volumeClaimTemplates");
            claimTemplates.forEach(
                    name -> claims.addObject().putObject("metadata").put("name", name));
        }
        spec.put("serviceName", service).put("podManagementPolicy", podManagement.text);
        ObjectNode update = spec.putObject("updateStrategy");
        update.put("type", strategy.text);
        rolling.ifPresent(parameters -> {
            ObjectNode node = update.putObject("rollingUpdate");
            node.put("partition", parameters.partition());
            if (parameters.maxUnavailable().endsWith("%")) {
                node.put("maxUnavailable", parameters.maxUnavailable());
            } else if (!parameters.maxUnavailable().isEmpty()) {
                node.put("maxUnavailable", Integer.parseInt(parameters.maxUnavailable()));
            }
        });
        spec.put("revisionHistoryLimit", revisionHistoryLimit);
        spec.putObject("persistentVolumeClaimRetentionPolicy")
                .put("whenDeleted", whenDeleted.text)
                .put("whenScaled", whenScaled.text);
        if (minReadySeconds > 0) {
            spec.put("minReadySeconds", minReadySeconds);
        }
        if (start > 0) {
            spec.putObject("ordinals").put("start", start);
        }
    }
}
