package dev.holdfast.report.page;

import dev.holdfast.report.saved.SavedEvidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the components of the cluster logged while a scenario was recorded, from what was saved of it. The logs tell neither the year
 * nor the time zone; both follow from the recording, which is of the same hours.
 */
final class ComponentLogs {

    /** As {@code klog} writes: {@code I1126 09:03:21.123456 …}. */
    private static final Pattern KLOG =
            Pattern.compile("^[IWEF](\\d\\d)(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{3})\\d* .*");

    private static final String FOLDER = "components/";
    private static final String END = ".log";
    private static final int HALF_AN_HOUR = 1800;
    private static final int LONGEST = 400;

    private final Instant began;

    private ComponentLogs(Instant began) {
        this.began = began;
    }

    /**
     * Reads them.
     *
     * @param directory the report directory
     * @param saved what was saved of the scenario
     * @param began when its recording began
     * @return the lines by time; none where no log was saved or none can be read
     */
    static List<LogLine> read(Path directory, SavedEvidence saved, Instant began) {
        ComponentLogs logs = new ComponentLogs(began);
        List<LogLine> lines = new ArrayList<>();
        for (String file : saved.files()) {
            if (file.startsWith(FOLDER) && file.endsWith(END)) {
                String component = file.substring(FOLDER.length(), file.length() - END.length());
                lines.addAll(
                        logs.of(component, directory.resolve(saved.folder()).resolve(file)));
            }
        }
        lines.sort(Comparator.comparingDouble(LogLine::at));
        return lines;
    }

    private List<LogLine> of(String component, Path file) {
        List<LogLine> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
                at(line).ifPresent(at -> lines.add(new LogLine(at, component, text)));
            }
        } catch (IOException unreadable) {
            // The page says elsewhere what was saved; a log that is gone is left out.
            return List.of();
        }
        return lines;
    }

    private Optional<Double> at(String line) {
        Matcher klog = KLOG.matcher(line);
        if (!klog.matches()) {
            return Optional.empty();
        }
        try {
            Instant local = LocalDateTime.of(
                            began.atZone(ZoneOffset.UTC).getYear(),
                            number(klog, 1),
                            number(klog, 2),
                            number(klog, 3),
                            number(klog, 4),
                            number(klog, 5),
                            number(klog, 6) * 1_000_000)
                    .toInstant(ZoneOffset.UTC);
            double seconds = Duration.between(began, local).toMillis() / 1000.0;
            // A recording lasts minutes: what is half-hours away was written by a clock of another zone.
            return Optional.of(seconds - Math.floor(seconds / HALF_AN_HOUR + 0.1) * HALF_AN_HOUR);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
