package dev.holdfast.history;

import tools.jackson.databind.node.ObjectNode;

/** Tells of the StatefulSet of a {@link Story}. */
public final class SetTeller {
    public static final String UID = "uid-set";
    private final ObjectTeller set;
    private int generation = 1;

    SetTeller(Story story) {
        set = new ObjectTeller(story, Kinds.STATEFUL_SET, "apps/v1", Story.NAMESPACE, Story.SET);
        set.metadata().put("uid", UID).put("generation", generation);
        set.spec().put("replicas", 2).put("serviceName", "svc").put("podManagementPolicy", "OrderedReady");
        set.spec().putObject("selector").putObject("matchLabels").put("app", "web");
        set.spec()
                .putArray("volumeClaimTemplates")
                .addObject()
                .putObject("metadata")
                .put("name", "www");
    }

    public SetTeller replicas(int replicas) {
        set.spec().put("replicas", replicas);
        return this;
    }

    public SetTeller start(int start) {
        set.spec().putObject("ordinals").put("start", start);
        return this;
    }

    public SetTeller parallel() {
        set.spec().put("podManagementPolicy", "Parallel");
        return this;
    }

    public SetTeller maxUnavailable(String most) {
        set.spec().putObject("updateStrategy").putObject("rollingUpdate").put("maxUnavailable", most);
        return this;
    }

    public SetTeller deletesClaimsWhenScaled() {
        set.spec().putObject("persistentVolumeClaimRetentionPolicy").put("whenScaled", "Delete");
        return this;
    }

    public SetTeller withoutClaims() {
        set.spec().remove("volumeClaimTemplates");
        return this;
    }

    public SetTeller withoutService() {
        set.spec().remove("serviceName");
        return this;
    }

    public SetTeller added() {
        return tell(Change.ADDED);
    }

    public SetTeller listed() {
        return tell(Change.LISTED);
    }

    /** The user changed the spec. */
    public SetTeller changed() {
        set.metadata().put("generation", ++generation);
        return tell(Change.MODIFIED);
    }

    /** The controller wrote the status. */
    public SetTeller status(int replicas, int ready) {
        ObjectNode status = set.status();
        status.put("observedGeneration", generation);
        status.put("replicas", replicas).put("readyReplicas", ready);
        return tell(Change.MODIFIED);
    }

    /** The controller says that everything is as it should be. */
    public SetTeller settled() {
        int replicas = set.spec().path("replicas").asInt();
        return status(replicas, replicas);
    }

    public SetTeller deleting() {
        set.terminating();
        return tell(Change.MODIFIED);
    }

    public SetTeller deleted() {
        return tell(Change.DELETED);
    }

    private SetTeller tell(Change change) {
        set.tell(change);
        return this;
    }
}
