package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;
import java.util.Map;

/** Reads a {@link RevisionView}. */
final class RevisionReader implements ViewReader {
    private long revision;
    private Map<String, ContainerView> containers = Map.of();
    private String data = "";

    @Override
    public void field(String name, JsonReader json) {
        if (name.equals("revision")) {
            revision = json.number(0);
        } else if (name.equals("data")) {
            data = json.fingerprint();
            json.inside(() -> containers = ContainerView.all(json), "spec", "template", "spec", "containers");
        }
    }

    @Override
    public RevisionView view(Metadata metadata) {
        return new RevisionView(revision, containers, data);
    }
}
