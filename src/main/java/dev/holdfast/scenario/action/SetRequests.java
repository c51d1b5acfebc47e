package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import dev.holdfast.history.view.EventView;
import dev.holdfast.scenario.ApiRequest;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a scenario asks the API server about its set, of which the answer is what counts. */
public final class SetRequests {
    private static final String MANAGER = "holdfast";
    private static final String SCALE = "scale";

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private Optional<String> firstVersion = Optional.empty();

    /** What is asked about a set. */
    public SetRequests(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /**
     * Asks for a set that differs from the tutorial's in one field. The server only says what it would answer.
     *
     * @param written the name of the tutorial's set
     * @param field the field, as features call it
     * @param said what it is to be
     */
    public void tryToCreate(String written, String field, String said) {
        ObjectNode object = (ObjectNode) JsonMapper.shared()
                .readTree(Serialization.asJson(set.planned(written).object()));
        object.remove("status");
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("name", metadata.path("name").asString() + "-asked");
        SetField.of(field).set(object, said);
        Action asked = Action.of(
                "ask for a StatefulSet of which " + field + " is " + said + " (dry run)",
                Action.TRY,
                Kinds.STATEFUL_SET,
                metadata.path("name").asString(""),
                "");
        ApiRequest.post(ServedKind.STATEFUL_SET.path(scope.namespace()), object.toString())
                .dryRun()
                .ask(scope, asked);
    }

    /**
     * Asks for a change of the set that the server has to refuse; if it does not, the change is made.
     *
     * @param field the field, as features call it
     * @param said what it is to be
     */
    public void change(String field, String said) {
        requireAnswer(patch(field, said, "change", SetChanges.UPDATE), field, false);
    }

    /**
     * The same as a server-side apply, which is only tried.
     *
     * @param field the field, as features call it
     * @param said what it is to be
     */
    public void tryToApply(String field, String said) {
        ObjectNode object = changed(field, said);
        object.put("apiVersion", "apps/v1").put("kind", Kinds.STATEFUL_SET);
        object.putObject("metadata").put("name", set.names().set());
        Action asked = asked("apply " + field + " " + said + " to", Action.TRY);
        requireAnswer(
                ApiRequest.apply(path(), MANAGER, object.toString()).dryRun().ask(scope, asked), field, false);
    }

    /**
     * Asks for a change of the set that the server has to accept. It only says what it would answer.
     *
     * @param field the field, as features call it
     * @param said what it is to be
     */
    public void tryToChange(String field, String said) {
        requireAnswer(patch(field, said, "try to change", Action.TRY), field, true);
    }

    private Response patch(String field, String said, String words, String verb) {
        ApiRequest request = ApiRequest.merge(path(), changed(field, said).toString());
        Action asked = asked(words + " " + field + " to " + said + " in", verb);
        return (verb.equals(Action.TRY) ? request.dryRun() : request).ask(scope, asked);
    }

    private void requireAnswer(Response answer, String field, boolean accepted) {
        if (answer.accepted() != accepted) {
            throw new NotKeptError(
                    "a change of " + field + " is " + (accepted ? "accepted" : "refused"),
                    "the API server answers " + answer.summary() + " " + answer.message(),
                    scope.file());
        }
    }

    private static ObjectNode changed(String field, String said) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        SetField.of(field).set(object, said);
        return object;
    }

    /** Reads how many replicas the set is to have and has, from its subresource for that. */
    public void readScale() {
        Response answer = ApiRequest.get(path() + "/" + SCALE).ask(scope, scaling("read the scale of"));
        firstVersion = firstVersion.or(() -> Optional.of(
                answer.json().path("metadata").path("resourceVersion").asString("")));
    }

    /**
     * Changes how many replicas the set is to have, by replacing what its subresource says.
     *
     * @param replicas how many
     */
    public void replaceScale(int replicas) {
        ApiRequest.put(path() + "/" + SCALE, scale(replicas, Optional.empty()))
                .ask(scope, scaling("replace the scale by " + replicas + " of"));
    }

    /**
     * Changes it in what the subresource says.
     *
     * @param replicas how many
     */
    public void patchScale(int replicas) {
        ApiRequest.merge(path() + "/" + SCALE, "{\"spec\":{\"replicas\":" + replicas + "}}")
                .ask(scope, scaling("change the scale to " + replicas + " of"));
    }

    /**
     * Tries to change it in what the subresource said when it was read first, and does not say any more.
     *
     * @param replicas how many
     */
    public void replaceOldScale(int replicas) {
        ApiRequest.put(path() + "/" + SCALE, scale(replicas, firstVersion))
                .ask(scope, scaling("replace an older scale by " + replicas + " of"));
    }

    private String scale(int replicas, Optional<String> version) {
        ObjectNode scale = JsonMapper.shared().createObjectNode();
        scale.put("apiVersion", "autoscaling/v1").put("kind", "Scale");
        ObjectNode metadata = scale.putObject("metadata");
        metadata.put("name", set.names().set()).put("namespace", scope.namespace());
        version.ifPresent(old -> metadata.put("resourceVersion", old));
        scale.putObject("spec").put("replicas", replicas);
        return scale.toString();
    }

    /** Waits until the set has a pod, or the controller says that it cannot create one. */
    public void awaitPodOrRefusal() {
        String name = set.names().set();
        scope.await(
                "the controller creates pod " + set.names().pod(0) + " or says that it cannot",
                scope.timeouts().podReady(),
                present -> present.find(Kinds.POD, set.names().pod(0)).isPresent()
                        || present.all(Kinds.EVENT).stream()
                                .map(EventView::of)
                                .anyMatch(event -> event.about().name().equals(name)
                                        && event.reason().equals("FailedCreate")));
    }

    private Action scaling(String words) {
        return asked(words, SCALE).with(Action.SUBRESOURCE, SCALE);
    }

    private Action asked(String words, String verb) {
        String name = set.names().set();
        return Action.of(words + " StatefulSet " + name, verb, Kinds.STATEFUL_SET, name, "");
    }

    private String path() {
        return ServedKind.STATEFUL_SET.path(scope.namespace()) + "/"
                + set.names().set();
    }
}
