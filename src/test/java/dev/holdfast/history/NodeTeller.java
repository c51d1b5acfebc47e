package dev.holdfast.history;

/** Tells of one node of a {@link Story}. */
public final class NodeTeller implements Teller {
    private final ObjectTeller node;

    NodeTeller(Story story, String name) {
        node = new ObjectTeller(story, Kinds.NODE, "v1", "", name);
    }

    @Override
    public Story story() {
        return node.story();
    }

    /** It was there, and Ready, before the recording began. */
    public NodeTeller listed() {
        condition("True");
        return tell(Change.LISTED);
    }

    /** Its kubelet has not been heard of for too long. */
    public NodeTeller unreachable() {
        condition("Unknown");
        return tell(Change.MODIFIED);
    }

    /** Its kubelet says that it is Ready. */
    public NodeTeller ready() {
        condition("True");
        return tell(Change.MODIFIED);
    }

    /** Its kubelet says that it is not Ready. */
    public NodeTeller notReady() {
        condition("False");
        return tell(Change.MODIFIED);
    }

    /** It takes no new pods. */
    public NodeTeller cordoned() {
        node.spec().put("unschedulable", true);
        return tell(Change.MODIFIED);
    }

    public NodeTeller tainted(String key) {
        node.spec().withArray("/taints").addObject().put("key", key).put("effect", "NoExecute");
        return tell(Change.MODIFIED);
    }

    public NodeTeller untainted() {
        node.spec().remove("taints");
        return tell(Change.MODIFIED);
    }

    public NodeTeller deleted() {
        return tell(Change.DELETED);
    }

    private void condition(String ready) {
        node.status().putArray("conditions").addObject().put("type", "Ready").put("status", ready);
    }

    private NodeTeller tell(Change change) {
        node.tell(change);
        return this;
    }
}
