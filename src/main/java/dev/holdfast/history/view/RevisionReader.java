package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.Tokens;
import java.util.Map;

/** Reads a {@link RevisionView}. */
final class RevisionReader implements ViewReader {
    private long revision;
    private Map<String, ContainerView> containers = Map.of();
    private String data = "";

    @Override
    public void field(String name, Tokens tokens) {
        if (name.equals("revision")) {
            revision = tokens.number(0);
        } else if (name.equals("data")) {
            data = tokens.fingerprint();
            read(
                    tokens,
                    "spec",
                    () -> read(
                            tokens,
                            "template",
                            () -> read(tokens, "spec", () -> {
                                read(tokens, "containers", () -> containers = ContainerView.all(tokens));
                            })));
        }
    }

    @Override
    public RevisionView view(Metadata metadata) {
        return new RevisionView(revision, containers, data);
    }

    private static void read(Tokens tokens, String wanted, Runnable reader) {
        tokens.fields(name -> {
            if (name.equals(wanted)) {
                reader.run();
            }
        });
    }
}
