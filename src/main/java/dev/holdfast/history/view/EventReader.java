package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.Tokens;
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
    public void field(String name, Tokens tokens) {
        switch (name) {
            case "involvedObject" -> about = tokens.once(Subject.class, EventReader::subject);
            case "reason" -> reason = tokens.text();
            case "message" -> message = tokens.text();
            case "source" -> tokens.fields(field -> component = field.equals("component") ? tokens.text() : component);
            case "reportingComponent" -> reporter = tokens.text();
            case "firstTimestamp" -> first = tokens.optionalInstant();
            case "lastTimestamp" -> last = tokens.optionalInstant();
            case "eventTime" -> time = tokens.optionalInstant();
            case "count" -> count = tokens.integer(0);
            case "series" -> tokens.fields(field -> series(field, tokens));
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

    private void series(String field, Tokens tokens) {
        if (field.equals("count")) {
            countOfSeries = tokens.integer(1);
        } else if (field.equals("lastObservedTime")) {
            lastOfSeries = tokens.optionalInstant();
        }
    }

    private static Subject subject(Tokens tokens) {
        String[] texts = {"", "", "", ""};
        tokens.fields(field -> {
            switch (field) {
                case "kind" -> texts[0] = tokens.text();
                case "namespace" -> texts[1] = tokens.text();
                case "name" -> texts[2] = tokens.text();
                case "uid" -> texts[3] = tokens.text();
                default -> {}
            }
        });
        return new Subject(texts[0], texts[1], texts[2], texts[3]);
    }
}
