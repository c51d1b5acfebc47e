package dev.holdfast.cli;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.RestoreSystemProperties;

@RestoreSystemProperties
class VerificationTest {

    private static final String TIMEOUT_FACTOR = "holdfast.timeout-factor";

    @TempDir
    Path directory;

    @Test
    void theNextRunHasNothingOfThisOnesSettings() throws IOException {
        System.setProperty(TIMEOUT_FACTOR, "2");
        Map<String, String> before = settings();
        Path nowhere = directory.resolve("kubeconfig");
        assertThrows(
                IllegalArgumentException.class,
                () -> Verification.of(
                        directory.resolve("report"),
                        "--timeout-factor",
                        "3",
                        "--keep-failed",
                        "--kubeconfig",
                        nowhere.toString(),
                        "--context",
                        "nowhere"));
        assertEquals(before, settings());
    }

    @Test
    void whatRunsNothingIsRefused() throws IOException {
        // Results of a run before it are not those of this one.
        Files.createDirectories(directory.resolve("report"));
        Files.writeString(directory.resolve("report").resolve(SavedRun.FILE), "{}");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Verification.of(directory.resolve("report"), "--dry-run"));
        assertTrue(refused.getMessage().contains("--dry-run"), refused.getMessage());
    }

    private static Map<String, String> settings() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("holdfast."))
                .collect(toMap(name -> name, System::getProperty));
    }
}
