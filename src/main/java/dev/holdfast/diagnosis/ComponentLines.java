package dev.holdfast.diagnosis;

import dev.holdfast.cluster.ComponentLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the programs of the cluster wrote to their logs about one scenario's things. */
final class ComponentLines {

    /** The last ones, of each program. */
    private static final int MOST = 20_000;

    private ComponentLines() {}

    /**
     * Saves the lines that name the scenario's things, as {@code components/<component>.log}.
     *
     * @param logs the logs that the cluster gives
     * @param scope whose things
     * @param folder where they go
     * @return the components that said nothing
     */
    static List<String> save(List<ComponentLog> logs, Scope scope, Folder folder) {
        List<String> silent = new ArrayList<>();
        for (ComponentLog log : logs) {
            try {
                Deque<String> lines = lines(log, scope.mark());
                if (lines.isEmpty()) {
                    silent.add(log.component());
                } else {
                    folder.write("components/" + log.component() + ".log", String.join("\n", lines) + "\n");
                }
            } catch (NoSuchFileException e) {
                folder.missing("the log of " + log.component(), "it is gone with the cluster");
            } catch (IOException | UncheckedIOException e) {
                folder.missing("the log of " + log.component(), e.toString());
            }
        }
        return silent;
    }

    private static Deque<String> lines(ComponentLog log, String mark) throws IOException {
        Deque<String> lines = new ArrayDeque<>();
        // Whatever bytes a program writes, they are no reason to read no further.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log.file()), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(mark)) {
                    lines.add(line);
                    if (lines.size() > MOST) {
                        lines.remove();
                    }
                }
            }
        }
        return lines;
    }
}
