package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    @TempDir
    Path folder;

    @Test
    void leavesNothingOfWhatItTries() {
        assertThat(ReportFolder.objection(folder.resolve("a/b/c"))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesWhatWasThere() throws IOException {
        Path report = Files.createDirectory(folder.resolve("report"));
        assertThat(ReportFolder.objection(report)).isEmpty();
        assertThat(report).isDirectory();
    }

    @Test
    void objectsToWhatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(ReportFolder.objection(file)).contains("--report " + file + " is not a folder");
        assertThat(ReportFolder.objection(file.resolve("a")))
                .contains("--report " + file.resolve("a") + " is not a folder that can be made");
    }
}
