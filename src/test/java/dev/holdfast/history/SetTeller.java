package dev.holdfast.history;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Tells of the StatefulSet of a {@link Story}. */
public final class SetTeller implements Teller {
    public static final String UID = "uid-set";
    private final Story story;
    private final ObjectTeller set;
    private int generation = 1;
    private int revisions;

    SetTeller(Story story) {
        this.story = story;
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

    @Override
    public Story story() {
        return story;
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

    public SetTeller minReadySeconds(int seconds) {
        set.spec().put("minReadySeconds", seconds);
        return this;
    }

    /** So many revisions are kept of which nothing is any more. */
    public SetTeller revisionHistoryLimit(int limit) {
        set.spec().put("revisionHistoryLimit", limit);
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

    public SetTeller deletesClaimsWhenDeleted() {
        set.spec().putObject("persistentVolumeClaimRetentionPolicy").put("whenDeleted", "Delete");
        return this;
    }

    public SetTeller keepsClaims() {
        set.spec().remove("persistentVolumeClaimRetentionPolicy");
        return this;
    }

    public SetTeller templates(String... names) {
        var templates = set.spec().putArray("volumeClaimTemplates");
        for (String name : names) {
            templates.addObject().putObject("metadata").put("name", name);
        }
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

    /** RollingUpdate as the API server completes it when the strategy was left out or a partition was given. */
    public SetTeller rolling(int partition) {
        strategy("RollingUpdate").putObject("rollingUpdate").put("partition", partition);
        return this;
    }

    /** RollingUpdate as it is stored when only the type was written. */
    public SetTeller rollingWithoutParameters() {
        strategy("RollingUpdate");
        return this;
    }

    public SetTeller recreate() {
        strategy("Recreate");
        return this;
    }

    /** What the next status says of the condition Progressing. */
    public SetTeller progressing(String status, String reason) {
        set.status()
                .putArray("conditions")
                .addObject()
                .put("type", "Progressing")
                .put("status", status)
                .put("reason", reason);
        return this;
    }

    public SetTeller onDelete() {
        strategy("OnDelete");
        return this;
    }

    /** The template has one container that runs this image. */
    public SetTeller template(String image) {
        ObjectNode container = set.spec()
                .putObject("template")
                .putObject("spec")
                .putArray("containers")
                .addObject();
        container.put("name", "nginx").put("image", image);
        return this;
    }

    /** The revisions that the next status names. */
    public SetTeller revisions(String current, String update) {
        set.status().put("currentRevision", current).put("updateRevision", update);
        return this;
    }

    /** The numbers of pods of those revisions that the next status names. */
    public SetTeller counts(int current, int updated) {
        set.status().put("currentReplicas", current).put("updatedReplicas", updated);
        return this;
    }

    /** It was created, and all of its pods are up. */
    public Story up() {
        added();
        pods().forEach(story::up);
        return story;
    }

    /** Of its pods these come up. */
    public Story withPods(int... ordinals) {
        return story.up(ordinals);
    }

    /** It was created with a template that runs this image, all of its pods are up and of this revision, and the status says so. */
    public Story settledOn(String revision, String image) {
        story.makes(revision, image).set().template(image).added();
        story.revision(revision, image, ++revisions);
        pods().forEach(story::up);
        revisions(revision, revision).counts(replicas(), replicas()).settled();
        return story;
    }

    /** Its template was changed to run this image, of which the controller made this revision. No pod is updated yet. */
    public Story updatesTo(String revision, String image) {
        template(image).changed();
        story.revision(revision, image, ++revisions);
        set.status().put("updateRevision", revision);
        counts(replicas(), 0).settled();
        return story.makes(revision, image);
    }

    /** From here on it is another set of the same name, without a status. */
    public SetTeller again(String uid) {
        generation = 1;
        set.metadata().put("uid", uid).put("generation", generation);
        set.metadata().remove("deletionTimestamp");
        set.metadata().remove("finalizers");
        set.json().remove("status");
        return this;
    }

    public SetTeller added() {
        return tell(Change.ADDED);
    }

    public SetTeller listed() {
        return tell(Change.LISTED);
    }

    public SetTeller with(Consumer<ObjectNode> change) {
        change.accept(set.json());
        return this;
    }

    public String uid() {
        return set.uid();
    }

    /** It was written as it is. */
    public SetTeller written() {
        return tell(Change.MODIFIED);
    }

    /** The user changed the spec. */
    public SetTeller changed() {
        set.metadata().put("generation", ++generation);
        return tell(Change.MODIFIED);
    }

    /** The controller wrote the status. */
    public SetTeller status(int replicas, int ready) {
        return status(replicas, ready, ready);
    }

    /** The controller wrote the status, by which some of the Ready pods are available. */
    public SetTeller status(int replicas, int ready, int available) {
        ObjectNode status = set.status();
        status.put("observedGeneration", generation);
        status.put("replicas", replicas).put("readyReplicas", ready).put("availableReplicas", available);
        story.stamp().ifPresent(now -> set.metadata()
                .putArray("managedFields")
                .addObject()
                .put("manager", "kube-controller-manager")
                .put("operation", "Update")
                .put("subresource", "status")
                .put("time", now.toString()));
        return tell(Change.MODIFIED);
    }

    /** The controller says that everything is as it should be. */
    public SetTeller settled() {
        return status(replicas(), replicas());
    }

    /** The controller goes over the set so many times, since somebody changes how many revisions are kept, and nothing else. */
    public SetTeller lookedAt(int times) {
        for (int i = 0; i < times; i++) {
            int kept = set.spec().path("revisionHistoryLimit").asInt(10);
            revisionHistoryLimit(kept + 1).changed();
            set.status().put("observedGeneration", generation);
            tell(Change.MODIFIED);
        }
        return this;
    }

    /** The deletion was asked for, and that the pods stay. */
    public SetTeller orphaning() {
        set.metadata().putArray("finalizers").add("orphan");
        return deleting();
    }

    /** When the recording begins it is to go without its pods already. */
    public SetTeller listedOrphaning() {
        set.metadata().putArray("finalizers").add("orphan");
        set.terminating();
        return listed();
    }

    public SetTeller deleting() {
        set.terminating();
        return tell(Change.MODIFIED);
    }

    public SetTeller deleted() {
        return tell(Change.DELETED);
    }

    private int replicas() {
        return set.spec().path("replicas").asInt();
    }

    private IntStream pods() {
        int start = set.spec().path("ordinals").path("start").asInt(0);
        return IntStream.range(start, start + replicas());
    }

    private ObjectNode strategy(String type) {
        return set.spec().putObject("updateStrategy").put("type", type);
    }

    private SetTeller tell(Change change) {
        set.tell(change);
        return this;
    }
}
