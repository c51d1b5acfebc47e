package dev.holdfast.report.timeline;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Response;

/** Says in words what was read and what is missing. */
final class ReadingLabels {

    private static final int LONGEST = 120;

    private ReadingLabels() {}

    static String reading(ExternalRead reading) {
        String subject = reading.subject();
        return switch (reading.what()) {
            case ExternalRead.DNS ->
                subject + (reading.answered() ? " → " + String.join(", ", reading.values()) : " has no address");
            case ExternalRead.SRV ->
                subject
                        + (reading.answered()
                                ? " is served by " + String.join(", ", reading.values())
                                : " is served by nobody");
            case ExternalRead.PAGE ->
                "page of " + subject
                        + (reading.answered()
                                ? ": " + reading.values().get(0) + " " + quoted(reading.text())
                                : ": no answer");
            case ExternalRead.HOSTNAME -> "host name inside " + subject + ": " + quoted(reading.text());
            case ExternalRead.FILE ->
                "file " + subject + (reading.answered() ? ": " + quoted(reading.text()) : " does not exist");
            case ExternalRead.JOURNAL -> notes(reading) + " in the volume of " + subject;
            case ExternalRead.HEARD -> notes(reading) + " that " + subject + " has heard";
            default -> reading.what() + " " + subject + ": " + shortened(String.join(", ", reading.values()));
        };
    }

    private static String notes(ExternalRead reading) {
        int lines = reading.values().size();
        return lines + (lines == 1 ? " note" : " notes");
    }

    static String answer(Response answer) {
        String why = answer.message();
        return "the API server answers " + answer.summary() + (why.isEmpty() ? "" : ": " + shortened(why)) + " ("
                + answer.request().description() + ")";
    }

    static String gap(Gap gap) {
        String kind = gap.kind().equals(Gap.EVERY_KIND) ? "any kind" : "kind " + gap.kind();
        return "events of " + kind + " may be missing from here on: " + gap.reason();
    }

    private static String quoted(String text) {
        return "“" + shortened(text) + "”";
    }

    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }
}
