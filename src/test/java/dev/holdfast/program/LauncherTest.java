package dev.holdfast.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code ./holdfast}, started several times at once while its sources change. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

    @TempDir
    Path folder;

    private LauncherProject project;

    @BeforeEach
    void make() throws IOException {
        project = new LauncherProject(folder);
    }

    @AfterEach
    void end() throws InterruptedException {
        project.close();
    }

    @Test
    void buildsOnceWhatDoesNotChange() throws IOException, InterruptedException {
        project.source("one");
        assertThat(project.run()).isEqualTo("one");
        assertThat(project.run()).isEqualTo("one");
        assertThat(project.builds()).isEqualTo(1);
    }

    @Test
    void archivesTheClassesOfABuild() throws IOException, InterruptedException {
        project.source("one");
        assertThat(project.run()).isEqualTo("one");
        assertThat(project.archives()).containsExactly("explain.jsa", "judge.jsa");
    }

    @Test
    void startsWithTheArchiveOfItsBuild() throws IOException, InterruptedException {
        project.source("one");
        assertThat(project.run()).isEqualTo("one");
        project.spoilArchive();
        assertThat(project.start().says()).as("the Java of this project ends").isNull();
    }

    @Test
    void doesNotKeepAnArchiveThatJavaCannotRead() throws IOException, InterruptedException {
        project.cutArchives();
        project.source("one");
        assertThat(project.run()).isEqualTo("one");
        assertThat(project.archives()).isEmpty();
    }

    @Test
    void aRunKeepsItsProgramWhenAnotherOneBuildsChangedSources() throws IOException, InterruptedException {
        project.source("one");
        LauncherProject.Run first = project.start();
        assertThat(first.says()).isEqualTo("started one");

        project.source("two");
        assertThat(project.run()).isEqualTo("two");
        assertThat(first.goOn()).isEqualTo("one");
    }

    @Test
    void aBuildThatNobodyRunsIsRemovedHoweverItsRunEnded() throws IOException, InterruptedException {
        project.source("one");
        LauncherProject.Run first = project.start();
        assertThat(first.says()).isEqualTo("started one");
        project.source("two");
        project.run();
        assertThat(project.kept()).containsExactlyInAnyOrder("one", "two");

        first.kill();
        project.source("three");
        project.run();
        assertThat(project.kept()).containsExactly("three");
    }

    @Test
    void whoWaitsForABuildIsToldSo() throws IOException, InterruptedException {
        project.source("one");
        project.holdBuilds();
        LauncherProject.Run first = project.start();
        project.awaitBuild();
        project.source("two");
        LauncherProject.Run second = project.start();
        assertThat(second.asks()).contains("waiting for another build");
        project.letBuild();
        project.awaitBuild();
        project.letBuild();
        assertThat(second.says()).isEqualTo("started two");
        assertThat(second.goOn()).isEqualTo("two");
        first.kill();
    }

    @Test
    void sourcesThatChangeWhileTheyAreBuiltAreBuiltAgain() throws IOException, InterruptedException {
        project.source("one");
        project.holdBuilds();
        LauncherProject.Run first = project.start();
        project.awaitBuild();
        project.source("two");
        project.letBuild();
        project.awaitBuild();
        project.letBuild();
        assertThat(first.says()).isEqualTo("started two");
        assertThat(first.goOn()).isEqualTo("two");
        assertThat(project.kept()).containsExactly("two");
    }

    @Test
    void aFailedBuildIsNotUsed() throws IOException, InterruptedException {
        project.source("broken");
        LauncherProject.Run first = project.start();
        assertThat(first.asks()).contains("the Java part cannot be built");
        assertThat(project.kept()).isEmpty();

        project.source("one");
        assertThat(project.run()).isEqualTo("one");
    }

    @Test
    void theBuildOfTheSourcesIsFoundAtOnePlace() throws IOException, InterruptedException {
        for (String source : List.of("one", "two", "one")) {
            project.source(source);
            project.run();
            assertThat(Files.readString(folder.resolve("target/cli/current/lib/says"))
                            .strip())
                    .isEqualTo(source);
        }
    }
}
