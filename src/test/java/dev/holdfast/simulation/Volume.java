package dev.holdfast.simulation;

import tools.jackson.databind.node.ObjectNode;

/** A PersistentVolume of an NFS server, made for one claim. */
final class Volume extends ApiObject {
    static final String KIND = "PersistentVolume";

    ObjectMeta.Owner claim = new ObjectMeta.Owner("", "", "");

    Volume() {
        super(KIND, "v1");
    }

    @Override
    Volume copy() {
        Volume copy = new Volume();
        copy.meta = meta.copy();
        copy.claim = claim;
        return copy;
    }

    @Override
    void content(ObjectNode json) {
        ObjectNode spec = json.putObject("spec");
        spec.putObject("nfs").put("server", "10.89.0.1").put("path", "/exports/" + name());
        spec.putObject("claimRef")
                .put("kind", claim.kind())
                .put("name", claim.name())
                .put("uid", claim.uid());
        json.putObject("status").put("phase", "Bound");
    }
}
