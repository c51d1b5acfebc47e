package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link PodView}. */
final class PodReader implements ViewReader {
    private String phase = "";
    private boolean ready;
    private Optional<String> disruption = Optional.empty();
    private List<String> ips = List.of();
    private String firstIp = "";
    private PodSpec spec = PodSpec.NONE;
    private List<String> running = List.of();
    private boolean reported;
    private int restarts;

    @Override
    public void field(String name, Tokens tokens) {
        if (name.equals("spec")) {
            spec = tokens.once(PodSpec.class, PodSpec::read);
        } else if (name.equals("status")) {
            tokens.fields(field -> status(field, tokens));
        }
    }

    @Override
    public PodView view(Metadata metadata) {
        return new PodView(
                metadata.name(),
                phase,
                ready,
                metadata.terminating(),
                ips.isEmpty() && !firstIp.isEmpty() ? List.of(firstIp) : ips,
                spec,
                running,
                reported,
                restarts,
                disruption,
                metadata.labels());
    }

    private void status(String field, Tokens tokens) {
        switch (field) {
            case "phase" -> phase = tokens.text();
            case "conditions" -> tokens.elements(() -> condition(tokens.once(Condition.class, Condition::read)));
            case "podIP" -> firstIp = tokens.text();
            case "podIPs" -> ips = tokens.once(Ips.class, Ips::read).ips();
            case "containerStatuses" -> tokens.elements(() -> container(tokens.once(Container.class, Container::read)));
            case "initContainerStatuses", "ephemeralContainerStatuses" ->
                tokens.elements(() -> runs(tokens.once(Container.class, Container::read)));
            default -> {}
        }
    }

    private void condition(Condition condition) {
        ready |= condition.isTrue("Ready");
        if (condition.isTrue("DisruptionTarget")) {
            disruption = condition.reason();
        }
    }

    private void container(Container container) {
        reported = true;
        restarts += container.restarts();
        runs(container);
    }

    private void runs(Container container) {
        if (running.isEmpty()) {
            running = container.alone();
        } else {
            List<String> more = new ArrayList<>(running);
            more.addAll(container.alone());
            running = List.copyOf(more);
        }
    }

    private record Ips(List<String> ips) {
        static Ips read(Tokens tokens) {
            List<String> ips = new ArrayList<>();
            tokens.elements(() -> tokens.fields(field -> {
                if (field.equals("ip")) {
                    ips.add(tokens.text());
                }
            }));
            return new Ips(List.copyOf(ips));
        }
    }

    private record Condition(String type, String status, Optional<String> reason) {
        static Condition read(Tokens tokens) {
            String[] texts = {"", "", ""};
            tokens.fields(field -> {
                switch (field) {
                    case "type" -> texts[0] = tokens.text();
                    case "status" -> texts[1] = tokens.text();
                    case "reason" -> texts[2] = tokens.text();
                    default -> {}
                }
            });
            return new Condition(texts[0], texts[1], tokens.shared().one(Optional.of(texts[2])));
        }

        boolean isTrue(String wanted) {
            return type.equals(wanted) && status.equals("True");
        }
    }

    /**
     * What the node says of a container.
     *
     * @param alone its name if it runs, nothing if it does not
     */
    private record Container(List<String> alone, int restarts) {
        static Container read(Tokens tokens) {
            String[] name = {""};
            boolean[] runs = new boolean[1];
            int[] restarts = new int[1];
            tokens.fields(field -> {
                switch (field) {
                    case "name" -> name[0] = tokens.text();
                    case "state" -> tokens.fields(state -> runs[0] |= state.equals("running"));
                    case "restartCount" -> restarts[0] = tokens.integer(0);
                    default -> {}
                }
            });
            List<String> alone = runs[0] ? tokens.shared().one(List.of(name[0])) : List.of();
            return new Container(alone, restarts[0]);
        }
    }
}
