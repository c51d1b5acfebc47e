package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.gherkin.Messages;
import dev.holdfast.report.page.ReportPage;
import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real scenarios with the plugin. */
class CucumberFilesTest {

    private static final String DIRECTORY = "holdfast.report";

    @TempDir
    Path directory;

    private String before;

    @BeforeEach
    void chooseTheDirectory() {
        before = System.getProperty(DIRECTORY);
        System.setProperty(DIRECTORY, directory.toString());
        Main.run(
                "--glue",
                "dev.holdfast.report.fixture",
                "--plugin",
                CucumberFiles.class.getName(),
                ReportDirectory.FEATURE);
    }

    @AfterEach
    void putItBack() {
        if (before == null) {
            System.clearProperty(DIRECTORY);
        } else {
            System.setProperty(DIRECTORY, before);
        }
    }

    @Test
    void writesWhatContinuousIntegrationServersRead() throws IOException {
        assertThat(Files.readString(directory.resolve(CucumberFiles.JUNIT)))
                .contains("<testsuite name=\"Holdfast\"")
                .contains("failures=\"1\"")
                .endsWith("</testsuite>\n");
        assertThat(Files.readString(directory.resolve(CucumberFiles.HTML))).contains("</html>");
        assertThat(Messages.read(directory.resolve(ReportPage.MESSAGES)).at(ReportDirectory.FEATURE + ":20"))
                .isPresent();
    }

    @Test
    void writesNoPathOfThisMachine() throws IOException {
        for (String file : new String[] {CucumberFiles.JUNIT, CucumberFiles.HTML, ReportPage.MESSAGES}) {
            assertThat(Files.readString(directory.resolve(file)))
                    .doesNotContain(Path.of("").toAbsolutePath().toString())
                    .doesNotContain(directory.toString());
        }
    }

    @Test
    void namesFilesFromTheProjectWhereverTheRunWasStarted(@TempDir Path project) {
        String home = System.getProperty("holdfast.home");
        System.setProperty("holdfast.home", project.toString());
        try {
            assertThat(Shown.portable(project.resolve("features/a.feature"))).isEqualTo("features/a.feature");
            assertThat(Shown.portable(Path.of("features/a.feature"))).isEqualTo("features/a.feature");
            assertThat(Shown.portable(Path.of("/elsewhere/a.feature"))).isEqualTo("/elsewhere/a.feature");
        } finally {
            if (home == null) {
                System.clearProperty("holdfast.home");
            } else {
                System.setProperty("holdfast.home", home);
            }
        }
    }
}
