package dev.holdfast.history;

/** What the controller of a {@link Story} says of itself in Events. */
interface ControllerEvents extends Teller {
    /** The controller says in an Event that it has deleted the pod, which is ending. */
    default Story controllerDeletes(int ordinal) {
        ObjectTeller event = controllerSays(
                "SuccessfulDelete",
                "Delete Pod " + story().pod(ordinal).name() + " in StatefulSet " + Story.SET + " successful");
        event.json().put("lastTimestamp", story().pod(ordinal).requested().toString());
        event.tell(Change.ADDED);
        return story();
    }

    /** The controller says in an Event that it has created the claim of the pod. */
    default Story controllerCreatesClaim(int ordinal) {
        controllerSays(
                        "SuccessfulCreate",
                        "Create Claim www-web-" + ordinal + " Pod web-" + ordinal + " in StatefulSet " + Story.SET
                                + " success")
                .tell(Change.ADDED);
        return story();
    }

    /** The controller says in an Event that it could not create the pod. */
    default Story controllerCannotCreate(int ordinal) {
        return controllerSaysItCannotCreate(
                "create Pod web-" + ordinal + " in StatefulSet " + Story.SET + " failed error: exceeded quota");
    }

    /** The controller says in an Event in these words that it could not create something. */
    default Story controllerSaysItCannotCreate(String words) {
        controllerSays("FailedCreate", words).tell(Change.ADDED);
        return story();
    }

    /** The controller says in an Event that it could not change the pod or its claim. */
    default Story controllerCannotUpdate(int ordinal) {
        controllerSays(
                        "FailedUpdate",
                        "update Pod web-" + ordinal + " in StatefulSet " + Story.SET + " failed error: forbidden")
                .tell(Change.ADDED);
        return story();
    }

    /** The controller says in an Event that it could not delete the pod. */
    default Story controllerCannotDelete(int ordinal, String why) {
        controllerSays(
                        "FailedDelete",
                        "delete Pod web-" + ordinal + " in StatefulSet " + Story.SET + " failed error: " + why)
                .tell(Change.ADDED);
        return story();
    }

    /** The controller says in an Event that it could not delete the pod. */
    default Story controllerCannotDelete(int ordinal) {
        return controllerCannotDelete(ordinal, "forbidden");
    }

    private ObjectTeller controllerSays(String reason, String message) {
        ObjectTeller event = new ObjectTeller(story(), Kinds.EVENT, "v1", Story.NAMESPACE, "web." + story().length());
        event.json().put("reason", reason).put("message", message);
        event.json()
                .putObject("involvedObject")
                .put("kind", Kinds.STATEFUL_SET)
                .put("name", Story.SET)
                .put("uid", story().set().uid());
        event.json().putObject("source").put("component", "statefulset-controller");
        return event;
    }
}
