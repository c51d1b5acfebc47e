package dev.holdfast.history.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Resource;
import dev.holdfast.history.view.EventView.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventViewTest {
    private static final String HEAD =
            "{\"kind\":\"Event\",\"metadata\":{\"name\":\"web.1\",\"resourceVersion\":\"405\"}";

    @Test
    void readsAnEventOfAController() {
        EventView event = read("""
                ,"involvedObject":{"kind":"StatefulSet","namespace":"demo","name":"web","uid":"u1","resourceVersion":"400"},
                "reason":"SuccessfulDelete","message":"delete Pod web-0 in StatefulSet web successful",
                "source":{"component":"statefulset-controller","host":"node-1"},"firstTimestamp":"2026-11-25T21:21:39Z",
                "lastTimestamp":"2026-11-25T21:21:41Z","count":3,"type":"Normal","eventTime":null,
                "reportingComponent":"statefulset-controller","reportingInstance":""}""");

        assertThat(event.about()).isEqualTo(new Subject("StatefulSet", "demo", "web", "u1"));
        assertThat(event.reason()).isEqualTo("SuccessfulDelete");
        assertThat(event.message()).isEqualTo("delete Pod web-0 in StatefulSet web successful");
        assertThat(event.component()).isEqualTo("statefulset-controller");
        assertThat(event.first()).contains(Instant.parse("2026-11-25T21:21:39Z"));
        assertThat(event.last()).contains(Instant.parse("2026-11-25T21:21:41Z"));
        assertThat(event.count()).isEqualTo(3);
    }

    @Test
    void readsAnEventThatIsWrittenInTheNewWay() {
        EventView event = read("""
                ,"involvedObject":{"kind":"Pod","namespace":"demo","name":"web-0","uid":"u2"},"reason":"Scheduled",
                "source":{},"firstTimestamp":null,"lastTimestamp":null,"eventTime":"2026-11-25T21:21:39.250000Z",
                "series":{"count":2,"lastObservedTime":"2026-11-25T21:21:40.500000Z"},
                "reportingComponent":"default-scheduler"}""");

        assertThat(event.component()).isEqualTo("default-scheduler");
        assertThat(event.first()).contains(Instant.parse("2026-11-25T21:21:39.25Z"));
        assertThat(event.last()).contains(Instant.parse("2026-11-25T21:21:40.5Z"));
        assertThat(event.count()).isEqualTo(2);
    }

    @Test
    void tellsOfOneThatHappenedOnce() {
        EventView event = read(",\"firstTimestamp\":\"2026-11-25T21:21:39Z\"}");

        assertThat(event.last()).isEqualTo(event.first());
        assertThat(event.count()).isEqualTo(1);
    }

    @Test
    void readsOneThatSaysNothing() {
        assertThat(read("}")).extracting(EventView::about).isEqualTo(new Subject("", "", "", ""));
        assertThat(read("}").first()).isEmpty();
    }

    private static EventView read(String rest) {
        return EventView.of(Resource.parse(HEAD + rest));
    }
}
