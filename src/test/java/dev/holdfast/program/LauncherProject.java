package dev.holdfast.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project folder with the real launcher, in which Java, Maven and Go are shell scripts that do in miniature what the real ones
 * do. What it builds prints "started" with what its sources said, waits for a line, and reads a library of its own after that.
 */
final class LauncherProject {

    private static final long PATIENCE = 60;

    private final Path home;
    private final Path programs;
    private final List<Run> runs = new ArrayList<>();

    LauncherProject(Path home) throws IOException {
        this.home = home;
        programs = Files.createDirectories(home.resolve("programs"));
        Files.createDirectories(home.resolve("src/main/java"));
        Files.createDirectories(home.resolve("src/main/distribution/lib"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("holdfast"), home.resolve("holdfast"));
        Files.copy(Path.of("src/main/distribution/lib/start.sh"), home.resolve("src/main/distribution/lib/start.sh"));
        for (String pipe : List.of("building", "built")) {
            if (call("mkfifo", home.resolve(pipe).toString()) != 0) {
                throw new IOException("cannot make the pipe " + pipe);
            }
        }
        program("javac", "");
        program("go", "echo go1.25.1");
        program("java", """
                case " $* " in
                    *-XshowSettings*) echo '    java.specification.version = 17' >&2; exit ;;
                esac
                for word; do
                    case $word in
                        -XX:ArchiveClassesAtExit=*) cp %1$s/archive "${word#*=}"; exit ;;
                        -XX:SharedArchiveFile=*) grep -q whole "${word#*=}" || exit 1 ;;
                    esac
                done
                while [ "$1" != -jar ]; do shift; done
                exec sh "$2" "$(dirname "$2")"
                """.formatted(home));
        Files.writeString(home.resolve("archive"), "whole");
        program("mvn", """
                for word; do
                    case $word in -Dholdfast.build=*) build=${word#*=} ;; esac
                done
                home=%s
                echo built >> $home/log
                says=$(cat $home/src/main/java/Says)
                if [ -e $home/held ]; then echo > $home/building; read line < $home/built; fi
                if [ "$says" = broken ]; then echo '[ERROR] Failed to execute goal'; exit 1; fi
                mkdir -p "$build/classes" "$build/lib"
                echo "$says" > "$build/lib/says"
                echo "echo started $says; read line; cat \\"\\$1/lib/says\\"" > "$build/holdfast.jar"
                """.formatted(home));
    }

    /** Changes the sources. */
    void source(String says) throws IOException {
        Files.writeString(home.resolve("src/main/java/Says"), says);
    }

    /** From now on a build waits until it is let go on. */
    void holdBuilds() throws IOException {
        Files.createFile(home.resolve("held"));
    }

    /** Returns when a build has read the sources. */
    void awaitBuild() throws IOException {
        Files.readString(home.resolve("building"));
    }

    /** Lets the build go on that waits. */
    void letBuild() throws IOException {
        Files.writeString(home.resolve("built"), "\n");
    }

    /** {@return how many builds there were} */
    long builds() throws IOException {
        return Files.readAllLines(home.resolve("log")).size();
    }

    /** Has each archive of classes end early from now on, as on a full disk. */
    void cutArchives() throws IOException {
        Files.writeString(home.resolve("archive"), "cut");
    }

    /** Spoils the archive of classes that commands such as list are started with. */
    void spoilArchive() throws IOException {
        Files.writeString(home.resolve("target/cli/current/explain.jsa"), "cut");
    }

    /** {@return the names of the archives of classes that are there} */
    List<String> archives() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("target/cli"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsa") || name.endsWith(".new"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return what the builds say that are still there} */
    List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("target/cli"))) {
            List<String> kept = new ArrayList<>();
            for (Path file : files.filter(each -> each.endsWith("lib/says")).toList()) {
                kept.add(Files.readString(file).strip());
            }
            return kept;
        }
    }

    /** Starts the launcher, which becomes the program. */
    Run start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("holdfast").toString(), "list");
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        Run run = new Run(builder.start());
        runs.add(run);
        return run;
    }

    /** {@return what the program says at its end} */
    String run() throws IOException, InterruptedException {
        Run run = start();
        run.says();
        return run.goOn();
    }

    void close() throws InterruptedException {
        for (Run run : runs) {
            run.kill();
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " a program");
        }
    }

    private static int call(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** One start of the launcher. */
    static final class Run {

        private final Process process;
        private final BufferedReader output;
        private final BufferedReader errors;

        Run(Process process) {
            this.process = process;
            output = process.inputReader(StandardCharsets.UTF_8);
            errors = process.errorReader(StandardCharsets.UTF_8);
        }

        /** {@return the next line of its output; null when it ended} */
        String says() throws IOException {
            return output.readLine();
        }

        /** {@return the next line that it has for people and that is not about a build that goes on} */
        String asks() throws IOException {
            String line = errors.readLine();
            while (line != null && (line.endsWith("…") || line.endsWith("(once)")) && !line.contains("another")) {
                line = errors.readLine();
            }
            return line;
        }

        /** {@return what the program says at its end, which it is told to come to} */
        String goOn() throws IOException, InterruptedException {
            try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write("\n");
            }
            String line = output.readLine();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end");
            }
            return line;
        }

        /** Ends it at once, without a chance to tidy up. */
        void kill() throws InterruptedException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
