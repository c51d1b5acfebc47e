package dev.holdfast.history;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@link PodView}. */
final class PodReader implements ViewReader {
    private String phase = "";
    private boolean ready;
    private boolean disrupted;
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
                metadata.deletionTimestamp().isPresent(),
                ips.isEmpty() && !firstIp.isEmpty() ? List.of(firstIp) : ips,
                spec,
                running,
                reported,
                restarts,
                disrupted,
                metadata.labels());
    }

    private void status(String field, Tokens tokens) {
        switch (field) {
            case "phase" -> phase = tokens.text();
            case "conditions" -> tokens.elements(() -> condition(tokens.once(Condition.class, Condition::read)));
            case "podIP" -> firstIp = tokens.text();
            case "podIPs" -> ips = ips(tokens);
            case "containerStatuses" ->
                tokens.elements(() -> container(tokens.once(Container.class, Container::read), tokens));
            case "initContainerStatuses", "ephemeralContainerStatuses" ->
                tokens.elements(() -> runs(tokens.once(Container.class, Container::read), tokens));
            default -> {}
        }
    }

    private void condition(Condition condition) {
        ready |= condition.isTrue("Ready");
        disrupted |= condition.isTrue("DisruptionTarget");
    }

    private void container(Container container, Tokens tokens) {
        reported = true;
        restarts += container.restarts();
        runs(container, tokens);
    }

    private void runs(Container container, Tokens tokens) {
        if (container.runs()) {
            List<String> more = new ArrayList<>(running);
            more.add(container.name());
            running = tokens.shared().one(List.copyOf(more));
        }
    }

    private static List<String> ips(Tokens tokens) {
        List<String> ips = new ArrayList<>();
        tokens.elements(() -> tokens.fields(field -> {
            if (field.equals("ip")) {
                ips.add(tokens.text());
            }
        }));
        return tokens.shared().one(List.copyOf(ips));
    }

    private record Condition(String type, String status) {
        static Condition read(Tokens tokens) {
            String[] texts = {"", ""};
            tokens.fields(field -> {
                if (field.equals("type")) {
                    texts[0] = tokens.text();
                } else if (field.equals("status")) {
                    texts[1] = tokens.text();
                }
            });
            return new Condition(texts[0], texts[1]);
        }

        boolean isTrue(String wanted) {
            return type.equals(wanted) && status.equals("True");
        }
    }

    private record Container(String name, boolean runs, int restarts) {
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
            return new Container(name[0], runs[0], restarts[0]);
        }
    }
}
