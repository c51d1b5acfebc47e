package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link PodView}. */
final class PodReader implements ViewReader {
    private String phase = "";
    private boolean ready;
    private Optional<Instant> readySince = Optional.empty();
    private Optional<String> disruption = Optional.empty();
    private List<String> ips = List.of();
    private String firstIp = "";
    private PodSpec spec = PodSpec.NONE;
    private List<String> running = List.of();
    private boolean reported;
    private List<KilledContainer> killed = List.of();
    private int restarts;

    @Override
    public void field(String name, JsonReader json) {
        if (name.equals("spec")) {
            spec = json.once(PodSpec.class, PodSpec::read);
        } else if (name.equals("status")) {
            json.fields(field -> status(field, json));
        }
    }

    @Override
    public PodView view(Metadata metadata) {
        return new PodView(
                metadata.name(),
                phase,
                ready,
                readySince,
                metadata.terminating(),
                ips.isEmpty() && !firstIp.isEmpty() ? List.of(firstIp) : ips,
                spec,
                running,
                reported,
                killed,
                restarts,
                disruption,
                metadata.labels());
    }

    private void status(String field, JsonReader json) {
        switch (field) {
            case "phase" -> phase = json.text();
            case "conditions" -> json.elements(() -> condition(json.once(Condition.class, Condition::read)));
            case "podIP" -> firstIp = json.text();
            case "podIPs" -> ips = json.once(Ips.class, Ips::read).ips();
            case "containerStatuses" -> json.elements(() -> container(json.once(Container.class, Container::read)));
            case "initContainerStatuses", "ephemeralContainerStatuses" ->
                json.elements(() -> runs(json.once(Container.class, Container::read)));
            default -> {}
        }
    }

    private void condition(Condition condition) {
        if (condition.isTrue("Ready")) {
            ready = true;
            readySince = condition.since();
        }
        if (condition.isTrue("DisruptionTarget")) {
            disruption = condition.reason();
        }
    }

    private void container(Container container) {
        reported = true;
        restarts += container.restarts();
        killed = joined(killed, container.killed());
        runs(container);
    }

    private void runs(Container container) {
        running = joined(running, container.alone());
    }

    /** Nearly always one of them is empty, and the other one is shared by many pods. */
    private static <T> List<T> joined(List<T> some, List<T> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private record Ips(List<String> ips) {
        static Ips read(JsonReader json) {
            List<String> ips = new ArrayList<>();
            json.elements(() -> ips.add(json.texts("ip")[0]));
            return new Ips(List.copyOf(ips));
        }
    }

    private record Condition(String type, String status, Optional<String> reason, Optional<Instant> since) {
        static Condition read(JsonReader json) {
            String[] texts = {"", "", ""};
            List<Instant> since = new ArrayList<>(1);
            json.fields(field -> {
                switch (field) {
                    case "type" -> texts[0] = json.text();
                    case "status" -> texts[1] = json.text();
                    case "reason" -> texts[2] = json.text();
                    case "lastTransitionTime" -> json.optionalInstant().ifPresent(since::add);
                    default -> {}
                }
            });
            return new Condition(
                    texts[0],
                    texts[1],
                    json.intern(Optional.of(texts[2])),
                    since.stream().findFirst());
        }

        boolean isTrue(String wanted) {
            return type.equals(wanted) && status.equals("True");
        }
    }

    /**
     * What the node says of a container.
     *
     * @param alone its name if it runs, nothing if it does not
     * @param killed what is known of it if it was killed, nothing if it was not
     */
    private record Container(List<String> alone, List<KilledContainer> killed, int restarts) {
        static Container read(JsonReader json) {
            String[] name = {""};
            boolean[] runs = new boolean[1];
            int[] restarts = new int[1];
            Termination termination = new Termination();
            json.fields(field -> {
                switch (field) {
                    case "name" -> name[0] = json.text();
                    case "state" ->
                        json.fields(state -> {
                            runs[0] |= state.equals("running");
                            if (state.equals("terminated")) {
                                json.fields(of -> termination.field(of, json));
                            }
                        });
                    case "restartCount" -> restarts[0] = json.integer(0);
                    default -> {}
                }
            });
            List<String> alone = runs[0] ? json.intern(List.of(name[0])) : List.of();
            return new Container(alone, termination.killed(name[0]), restarts[0]);
        }
    }

    /** How a container ended. */
    private static final class Termination {
        /** How a container ends that was killed by SIGKILL. */
        private static final int KILLED = 137;

        private int exitCode;
        private String reason = "";
        private Optional<Instant> finished = Optional.empty();

        void field(String name, JsonReader json) {
            switch (name) {
                case "exitCode" -> exitCode = json.integer(0);
                case "reason" -> reason = json.text();
                case "finishedAt" -> finished = json.optionalInstant();
                default -> {}
            }
        }

        List<KilledContainer> killed(String container) {
            boolean bySignal = exitCode == KILLED && !reason.equals("OOMKilled");
            return bySignal
                    ? finished.map(at -> List.of(new KilledContainer(container, at)))
                            .orElse(List.of())
                    : List.of();
        }
    }
}
