package dev.holdfast.history;

import dev.holdfast.history.view.PodView;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Tells of one pod of a {@link Story}. As it begins it is what the controller ought to create. */
public final class PodTeller implements Teller {
    private final ObjectTeller pod;
    private String ip;

    PodTeller(Story story, int ordinal, int incarnation) {
        String name = "web-" + ordinal;
        ip = "10.0." + ordinal + "." + incarnation;
        pod = new ObjectTeller(story, Kinds.POD, "v1", Story.NAMESPACE, name);
        pod.metadata().put("uid", name + "#" + incarnation);
        pod.label("app", "web");
        pod.label(PodView.NAME_LABEL, name);
        pod.label(PodView.INDEX_LABEL, String.valueOf(ordinal));
        pod.label(PodView.REVISION_LABEL, "web-5d4");
        pod.owned(Kinds.STATEFUL_SET, Story.SET, SetTeller.UID);
        pod.spec().put("hostname", name).put("subdomain", "svc");
        pod.status().put("phase", "Pending");
        mounts("www", "www-" + name);
    }

    @Override
    public Story story() {
        return pod.story();
    }

    public String name() {
        return pod.name();
    }

    public String uid() {
        return pod.uid();
    }

    public String ip() {
        return ip;
    }

    /** The pod says that it is of this revision, and runs this image. */
    public PodTeller of(String revision, String image) {
        return label(PodView.REVISION_LABEL, revision).with(json -> pod.spec()
                .putArray("containers")
                .addObject()
                .put("name", "nginx")
                .put("image", image));
    }

    /** Somebody has it say that it is of another revision. */
    public Story relabelled(String revision) {
        return label(PodView.REVISION_LABEL, revision).touched().story();
    }

    public PodTeller named(String name) {
        return with(json -> pod.metadata().put("name", name));
    }

    public PodTeller withAddress(String address) {
        ip = address;
        return this;
    }

    public PodTeller uid(String uid) {
        return with(json -> pod.metadata().put("uid", uid));
    }

    public PodTeller label(String key, String value) {
        return with(json -> pod.label(key, value));
    }

    public PodTeller hostname(String hostname) {
        return with(json -> pod.spec().put("hostname", hostname));
    }

    public PodTeller subdomain(String subdomain) {
        return with(json -> pod.spec().put("subdomain", subdomain));
    }

    public PodTeller owner(String kind, String name, String uid) {
        return with(json -> pod.owned(kind, name, uid));
    }

    /** It belongs to the set, or to another one of that name, which has a uid of its own. */
    public PodTeller ofSet(String setUid) {
        return owner(Kinds.STATEFUL_SET, Story.SET, setUid);
    }

    public PodTeller withoutOwner() {
        return with(json -> pod.metadata().remove("ownerReferences"));
    }

    public PodTeller withoutClaims() {
        return with(json -> pod.spec().remove("volumes"));
    }

    /** The pod has this volume from that claim, and no other volume. */
    public PodTeller mounts(String volume, String claim) {
        return with(json -> pod.spec()
                .putArray("volumes")
                .addObject()
                .put("name", volume)
                .putObject("persistentVolumeClaim")
                .put("claimName", claim));
    }

    public PodTeller alsoMounts(String volume, String claim) {
        return with(json -> pod.spec()
                .withArray("/volumes")
                .addObject()
                .put("name", volume)
                .putObject("persistentVolumeClaim")
                .put("claimName", claim));
    }

    public PodTeller with(Consumer<ObjectNode> change) {
        change.accept(pod.json());
        return this;
    }

    public PodTeller listed() {
        return tell(Change.LISTED);
    }

    /** It was there, Running and Ready, before the recording began. */
    public PodTeller listedUp() {
        pod.status().put("phase", "Running").put("podIP", ip);
        ObjectNode ready = pod.status().putArray("conditions").addObject();
        ready.put("type", "Ready").put("status", "True");
        story().stamp().ifPresent(now -> ready.put("lastTransitionTime", now.toString()));
        return tell(Change.LISTED);
    }

    public PodTeller added() {
        return tell(Change.ADDED);
    }

    public PodTeller running() {
        pod.status().put("phase", "Running").put("podIP", ip);
        pod.status().putArray("podIPs").addObject().put("ip", ip);
        container().putObject("state").putObject("running");
        return tell(Change.MODIFIED);
    }

    public PodTeller ready() {
        return condition("Ready", "True");
    }

    public PodTeller unready() {
        return condition("Ready", "False");
    }

    /** Something else of the pod changed. */
    public PodTeller touched() {
        return tell(Change.MODIFIED);
    }

    public PodTeller evicted() {
        return condition("DisruptionTarget", "True");
    }

    /** The API server notes in it that it was evicted. */
    public PodTeller evictedByApi() {
        pod.status()
                .withArray("/conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("reason", "EvictionByEvictionAPI");
        return tell(Change.MODIFIED);
    }

    public PodTeller deleting() {
        pod.terminating();
        return tell(Change.MODIFIED);
    }

    /** Its deletion is asked for with a grace period of so many seconds. */
    public PodTeller deleting(int gracePeriodSeconds) {
        pod.metadata().put("deletionGracePeriodSeconds", gracePeriodSeconds);
        return deleting();
    }

    /** When its deletion was asked for. */
    Instant requested() {
        return Instant.parse(pod.metadata().path("deletionTimestamp").asString())
                .minusSeconds(pod.metadata().path("deletionGracePeriodSeconds").asInt(0));
    }

    /** It is bound to a node. */
    public PodTeller bound() {
        return boundTo("node-1");
    }

    public PodTeller boundTo(String node) {
        pod.spec().put("nodeName", node);
        return tell(Change.MODIFIED);
    }

    /** Somebody ended it for a reason that its condition DisruptionTarget tells. */
    public PodTeller disrupted(String reason) {
        pod.status()
                .withArray("/conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("reason", reason);
        return tell(Change.MODIFIED);
    }

    /** The pod ended by itself. */
    public PodTeller failed() {
        pod.status().put("phase", "Failed");
        return condition("Ready", "False");
    }

    public PodTeller restarted() {
        container().put("restartCount", 1).putObject("state").putObject("running");
        return tell(Change.MODIFIED);
    }

    /** Its container stopped, and then it was gone. */
    public PodTeller deleted() {
        if (!pod.status().path("containerStatuses").isMissingNode()) {
            container().putObject("state").putObject("terminated");
        }
        return tell(Change.DELETED);
    }

    /** It is gone although its container was not reported as stopped. */
    public PodTeller killed() {
        return tell(Change.DELETED);
    }

    private ObjectNode container() {
        return pod.status().putArray("containerStatuses").addObject().put("name", "nginx");
    }

    private PodTeller condition(String type, String status) {
        var conditions = pod.status().withArray("/conditions");
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).path("type").asString().equals(type)) {
                conditions.remove(i);
                break;
            }
        }
        ObjectNode condition = conditions.addObject().put("type", type).put("status", status);
        story().stamp().ifPresent(now -> condition.put("lastTransitionTime", now.toString()));
        return tell(Change.MODIFIED);
    }

    private PodTeller tell(Change change) {
        pod.tell(change);
        return this;
    }
}
