package dev.holdfast.observer;

import dev.holdfast.history.HistoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What an observer tells of a set whose controller waits for nothing. */
public final class NoticesOfAFault {

    private NoticesOfAFault() {}

    public static ObservedAgain observed() {
        try {
            Path life = Path.of(NoticesOfAFault.class
                    .getResource("/dev/holdfast/broken/never-waits.jsonl.gz")
                    .toURI());
            return new ObservedAgain(HistoryFile.read(life), Duration.ofSeconds(30), Duration.ofMillis(300));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static List<Notice> all() {
        return observed().notices();
    }

    public static Notice.Finding finding() {
        return all().stream()
                .filter(Notice.Finding.class::isInstance)
                .map(Notice.Finding.class::cast)
                .filter(finding -> finding.guarantee().id().equals("order.waits-ready"))
                .findFirst()
                .orElseThrow();
    }
}
