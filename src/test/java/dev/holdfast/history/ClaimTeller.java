package dev.holdfast.history;

import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Tells of one claim of a {@link Story}. */
public final class ClaimTeller implements Teller {
    private final ObjectTeller claim;

    ClaimTeller(ObjectTeller claim) {
        this.claim = claim;
        if (claim.metadata().path("labels").isMissingNode()) {
            claim.label("app", "web");
            claim.status().put("phase", "Pending");
        }
    }

    @Override
    public Story story() {
        return claim.story();
    }

    public ClaimTeller uid(String uid) {
        claim.metadata().put("uid", uid);
        return this;
    }

    public ClaimTeller label(String key, String value) {
        claim.label(key, value);
        return this;
    }

    public ClaimTeller with(Consumer<ObjectNode> change) {
        change.accept(claim.json());
        return this;
    }

    /** It is to go with that object. */
    public ClaimTeller goesWith(String kind, String name, String owner) {
        claim.metadata()
                .putArray("ownerReferences")
                .addObject()
                .put("kind", kind)
                .put("name", name)
                .put("uid", owner);
        return tell(Change.MODIFIED);
    }

    /** It is controlled by another object, and goes with that. */
    public ClaimTeller controlledBy(String kind, String name, String owner) {
        claim.owned(kind, name, owner);
        return this;
    }

    /** It is to go with the set. */
    public ClaimTeller goesWithSet() {
        return goesWith(Kinds.STATEFUL_SET, Story.SET, story().set().uid());
    }

    /** It is to go with the pod that holds the ordinal now. */
    public ClaimTeller goesWithPod(int ordinal) {
        return goesWith(
                Kinds.POD, story().pod(ordinal).name(), story().pod(ordinal).uid());
    }

    /** Nobody is to take it along any more. */
    public ClaimTeller released() {
        withoutOwner();
        return tell(Change.MODIFIED);
    }

    /** It goes with nothing any more. */
    public ClaimTeller withoutOwner() {
        claim.metadata().remove("ownerReferences");
        return this;
    }

    public ClaimTeller added() {
        return tell(Change.ADDED);
    }

    public ClaimTeller listed() {
        return tell(Change.LISTED);
    }

    public ClaimTeller bound(String volume) {
        claim.spec().put("volumeName", volume);
        claim.status().put("phase", "Bound");
        return tell(Change.MODIFIED);
    }

    /** Something else of it changed. */
    public ClaimTeller touched() {
        return tell(Change.MODIFIED);
    }

    public ClaimTeller deleting() {
        claim.terminating();
        return tell(Change.MODIFIED);
    }

    public ClaimTeller deleted() {
        claim.terminating();
        tell(Change.DELETED);
        claim.metadata().remove("deletionTimestamp");
        claim.spec().remove("volumeName");
        return this;
    }

    private ClaimTeller tell(Change change) {
        claim.tell(change);
        return this;
    }
}
