package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import dev.holdfast.history.Story;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** A story of requests and answers. */
abstract class ApiTest<G extends Guarantee> extends GuaranteeTest<G> {
    /** JSON with single quotes, as it is sent. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** A new set with more in its spec. */
    static String set(String more) {
        return json(
                "{'metadata':{'name':'asked'},'spec':{'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':"
                        + "{'app':'web'}},'spec':{'containers':[]}}" + (more.isEmpty() ? "" : "," + more) + "}}");
    }

    static Action creation(String sent) {
        return Action.of("ask for a set", Action.TRY, Kinds.STATEFUL_SET, "asked", "")
                .with(Action.METHOD, "POST")
                .with(Action.SENT, sent)
                .in(Story.NAMESPACE);
    }

    static Action request(String method, String subresource, String sent) {
        Action action = Action.of("ask", "update", Kinds.STATEFUL_SET, Story.SET, "")
                .with(Action.METHOD, method)
                .in(Story.NAMESPACE);
        Action whole = subresource.isEmpty() ? action : action.with(Action.SUBRESOURCE, subresource);
        return sent.isEmpty() ? whole : whole.with(Action.SENT, json(sent));
    }

    final void accepted(Action asked, String answer) {
        Action told = told(asked);
        story.tell(Response.accepted(told, JsonMapper.shared().readTree(json(answer))));
    }

    final void invalid(Action asked, String... fields) {
        Response.Cause[] causes = Arrays.stream(fields)
                .map(field -> new Response.Cause(field, "FieldValueInvalid", "is wrong"))
                .toArray(Response.Cause[]::new);
        Action told = told(asked);
        story.tell(Response.refused(told, 422, "Invalid", causes));
    }

    final void refused(Action asked, int code, String reason) {
        Action told = told(asked);
        story.tell(Response.refused(told, code, reason));
    }

    private Action told(Action asked) {
        Action placed = asked.placed(story.history().entries().size());
        story.tell(placed);
        return placed;
    }
}
