package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;
import dev.holdfast.history.view.EventView.Subject;
import java.time.Instant;
import java.util.Optional;

/** Reads an {@link EventView}, written in the old way (core/v1) or in the new one (events.k8s.io/v1), which core/v1 shows, too. */
final class EventReader implements ViewReader {
    private Subject about = new Subject("", "", "", "");
    private String reason = "";
    private String message = "";
    private String component = "";
    private String reporter = "";
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> time = Optional.empty();
    private Optional<Instant> lastOfSeries = Optional.empty();
    private int count;
    private int countOfSeries = 1;

    @Override
    public void field(String name, JsonReader json) {
        switch (name) {
            case "involvedObject" -> about = json.once(Subject.class, EventReader::subject);
            case "reason" -> reason = json.text();
            case "message" -> message = json.text();
            case "source" -> component = json.texts("component")[0];
            case "reportingComponent" -> reporter = json.text();
            case "firstTimestamp" -> first = json.optionalInstant();
            case "lastTimestamp" -> last = json.optionalInstant();
            case "eventTime" -> time = json.optionalInstant();
            case "count" -> count = json.integer(0);
            case "series" -> json.fields(field -> series(field, json));
            default -> {}
        }
    }

    @Override
    public EventView view(Metadata metadata) {
        Optional<Instant> begin = first.or(() -> time);
        return new EventView(
                about,
                reason,
                message,
                component.isEmpty() ? reporter : component,
                begin,
                last.or(() -> lastOfSeries).or(() -> begin),
                count > 0 ? count : countOfSeries);
    }

    private void series(String field, JsonReader json) {
        if (field.equals("count")) {
            countOfSeries = json.integer(1);
        } else if (field.equals("lastObservedTime")) {
            lastOfSeries = json.optionalInstant();
        }
    }

    private static Subject subject(JsonReader json) {
        String[] about = json.texts("kind", "namespace", "name", "uid");
        return new Subject(about[0], about[1], about[2], about[3]);
    }
}
