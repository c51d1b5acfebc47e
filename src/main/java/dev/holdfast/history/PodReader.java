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
            case "conditions" -> tokens.elements(() -> condition(tokens));
            case "podIP" -> firstIp = tokens.text();
            case "podIPs" -> ips = ips(tokens);
            case "containerStatuses" -> {
                tokens.elements(() -> container(tokens, true));
            }
            case "initContainerStatuses", "ephemeralContainerStatuses" ->
                tokens.elements(() -> container(tokens, false));
            default -> {}
        }
    }

    private void condition(Tokens tokens) {
        String[] texts = {"", ""};
        tokens.fields(field -> {
            if (field.equals("type")) {
                texts[0] = tokens.unsharedText();
            } else if (field.equals("status")) {
                texts[1] = tokens.unsharedText();
            }
        });
        ready |= texts[0].equals("Ready") && texts[1].equals("True");
        disrupted |= texts[0].equals("DisruptionTarget") && texts[1].equals("True");
    }

    private void container(Tokens tokens, boolean main) {
        String[] name = {""};
        boolean[] runs = new boolean[1];
        tokens.fields(field -> {
            switch (field) {
                case "name" -> name[0] = tokens.text();
                case "state" -> tokens.fields(state -> runs[0] |= state.equals("running"));
                case "restartCount" -> restarts += main ? tokens.integer(0) : 0;
                default -> {}
            }
        });
        reported |= main;
        if (runs[0]) {
            List<String> more = new ArrayList<>(running);
            more.add(name[0]);
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
}
