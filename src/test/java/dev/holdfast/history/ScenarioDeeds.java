package dev.holdfast.history;

import java.time.Duration;

/** What the scenario of a {@link Story} does and asks for, and why it ends. */
interface ScenarioDeeds extends Teller {
    /** The scenario asks for the deletion of the pod. */
    default Story deletes(int ordinal) {
        return story().tell(Action.delete(
                Kinds.POD, story().pod(ordinal).name(), story().pod(ordinal).uid()));
    }

    default Story deletesClaim(int ordinal) {
        ObjectTeller claim = story().told("claim www-web-" + ordinal);
        return story().tell(Action.delete(Kinds.CLAIM, claim.name(), claim.uid()));
    }

    /** The scenario makes the claim of a pod before the controller does. */
    default Story createsClaim(int ordinal) {
        String claim = "www-web-" + ordinal;
        return story().tell(Action.of("create PersistentVolumeClaim " + claim, Action.CREATE, Kinds.CLAIM, claim, "")
                .in(Story.NAMESPACE));
    }

    default Story writes(int ordinal, String content) {
        return story().tell(Action.write(
                story().pod(ordinal).name(), story().pod(ordinal).uid(), "index.html", content));
    }

    /** The scenario asks for the eviction of the pod, and is told that it may not be. */
    default Story evictionRefused(int ordinal) {
        return evictionAnswered(ordinal, 429, "Cannot evict pod as it would violate the pod's disruption budget.");
    }

    /** The scenario asks for the eviction of the pod, and gets this answer. */
    default Story evictionAnswered(int ordinal, int status, String message) {
        String cause = message.contains("disruption budget") ? "{\"reason\":\"DisruptionBudget\"}" : "";
        return answered(eviction(ordinal), status, message, cause);
    }

    /** The scenario asks for the eviction of the pod, and gets no answer. */
    default Story evictionUnanswered(int ordinal) {
        return story().tell(eviction(ordinal));
    }

    private Action eviction(int ordinal) {
        String pod = story().pod(ordinal).name();
        return Action.of(
                "evict Pod " + pod,
                Action.EVICT,
                Kinds.POD,
                pod,
                story().pod(ordinal).uid());
    }

    /** The scenario asks whether such a pod would be let in. */
    default Story triesOut(int ordinal, int status) {
        Action request = Action.of("ask for a pod", Action.TRY, Kinds.POD, "web-" + ordinal, "");
        return answered(request, status, status == 403 ? "exceeded quota" : "", "");
    }

    private Story answered(Action request, int status, String message, String cause) {
        story().tell(request.in(Story.NAMESPACE));
        Action asked = (Action) story().last();
        return story().tell(Response.received(
                asked,
                status,
                status < 300
                        ? "{}"
                        : "{\"kind\":\"Status\",\"message\":\"" + message + "\",\"details\":{\"causes\":[" + cause
                                + "]}}"));
    }

    /** The scenario gives up waiting for something. */
    default Story waitsInVain() {
        return story().tell(Action.inVain("something happens", Duration.ofMinutes(2)));
    }

    /** Why a set does not go on, by what the server has of it when it is given up to wait. */
    default Story explained(String sentence) {
        return story().tell(Action.explained(sentence));
    }

    /** The controller makes a pod for another set, so quickly that it must have had the time for what was waited for. */
    default Story atWork(String pod) {
        return story().control(pod).tell(Action.atWork(Duration.ofMillis(300)));
    }

    /** A step of the scenario failed, so that it ends here. */
    default Story cutShort() {
        return story().tell(Action.stop("a step of the scenario failed"));
    }
}
