package dev.holdfast.cli;

import dev.holdfast.report.Terminal;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Runs the specification in this process, as {@code holdfast verify} does, for a test or a program that has Holdfast as a library.
 * The features and manifests are those of the library. One at a time: settings of a run are system properties.
 */
public final class Verification {

    private static final String PREFIX = "holdfast.";
    private static final String HOME = PREFIX + "home";

    private Verification() {}

    /**
     * Runs it, and returns when all scenarios have ended.
     *
     * @param report the folder that the report goes to
     * @param options those of {@code holdfast verify}, such as {@code --context}, {@code staging}; one that is not given may be an
     *     environment variable, a system property such as {@code holdfast.context}, or in the file {@value OptionDefaults#FILE}
     * @return what the run showed, scenario by scenario
     * @throws IllegalArgumentException when nothing was run, because an option cannot be meant or the cluster is not fit for a
     *     run; the message says why
     * @throws IllegalStateException when the run ended before it had results; the message says why
     * @throws IOException when the features cannot be unpacked, or the results cannot be read
     */
    public static synchronized SavedRun of(Path report, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify", "--report", report.toString()));
        arguments.addAll(List.of(options));
        Path results = report.resolve(SavedRun.FILE);
        FileTime earlier = Files.exists(results) ? Files.getLastModifiedTime(results) : null;
        Properties before = (Properties) System.getProperties().clone();
        try (PackagedFiles files = PackagedFiles.unpack()) {
            System.setProperty(HOME, files.folder().toString());
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            Terminal terminal = new Terminal(System.out, both(System.err, said), false);
            int code = Holdfast.commandLine(terminal).execute(arguments.toArray(String[]::new));
            if (code == ExitCode.REFUSED) {
                throw new IllegalArgumentException(
                        said.toString(StandardCharsets.UTF_8).strip());
            }
            boolean none = Files.notExists(results)
                    || Files.getLastModifiedTime(results).equals(earlier);
            if (none && code == ExitCode.KEPT) {
                throw new IllegalArgumentException(
                        "no scenario was run, so there are no results: --dry-run and --preflight-only are for the command line");
            }
            if (none) {
                throw new IllegalStateException(
                        said.toString(StandardCharsets.UTF_8).strip());
            }
            return SavedRun.read(report);
        } finally {
            restore(before);
        }
    }

    /** Takes back the settings of this run, which the next one in this process would have otherwise. */
    private static void restore(Properties before) {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !before.containsKey(name)) {
                System.clearProperty(name);
            }
        }
        for (String name : before.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                System.setProperty(name, before.getProperty(name));
            }
        }
    }

    private static PrintStream both(PrintStream shown, OutputStream kept) {
        OutputStream twice = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                shown.write(b);
                kept.write(b);
            }
        };
        return new PrintStream(twice, true, StandardCharsets.UTF_8);
    }
}
