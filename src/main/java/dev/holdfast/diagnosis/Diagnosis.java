package dev.holdfast.diagnosis;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ComponentLog;
import dev.holdfast.cluster.ServedKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Collects what a scenario leaves that did not pass. It is bounded in time and size, asks each thing once, and throws
 * nothing: what cannot be had is named instead, since the reason why the scenario did not pass matters more.
 *
 * @param cluster the cluster
 * @param each how long one answer of its API server may take
 * @param all how long all of them may take together
 */
public record Diagnosis(Cluster cluster, Duration each, Duration all) {

    /** The file that says what is there and what is not. */
    public static final String OVERVIEW = "overview.txt";

    /**
     * Removes what an earlier run saved, so that nothing lies beside a scenario's history that does not belong to it.
     *
     * @param path the folder, which need not exist
     * @throws IOException when it cannot be removed
     */
    public static void forget(Path path) throws IOException {
        Folder.remove(path);
    }

    /**
     * Collects.
     *
     * @param title the scenario
     * @param scope whose things
     * @param path the folder that they are saved to
     * @return what was saved, and what was not
     */
    public SavedDiagnosis save(String title, Scope scope, Path path) {
        Folder folder = new Folder(path);
        try {
            collect(title, scope, folder);
        } catch (RuntimeException unexpected) {
            folder.missing("the rest", unexpected.toString());
        }
        return folder.saved();
    }

    private void collect(String title, Scope scope, Folder folder) {
        Instant begin = Instant.now();
        List<ComponentLog> logs = cluster.componentLogs();
        // First what is on this machine and may end with the cluster: if it has broken, nothing else answers.
        List<String> quiet = ComponentLines.save(logs, scope, folder);
        Server server = new Server(cluster.client(), each, all);
        SavedObjects objects = SavedObjects.save(server, scope, folder);
        List<String> silent = ContainerLogs.save(server, objects.all(ServedKind.POD), folder);
        folder.write("controller.txt", source(logs) + "\n\n" + ControllerView.of(objects));
        folder.write(
                OVERVIEW,
                overview(
                        title + "\nnamespace " + scope.namespace() + ", " + begin.truncatedTo(ChronoUnit.SECONDS),
                        folder,
                        silent,
                        quiet));
    }

    private static String source(List<ComponentLog> logs) {
        return logs.isEmpty()
                ? "This cluster does not give the logs of its controllers; what they say through the API is all there is."
                : "What the controllers logged is in components/; this is what they say through the API.";
    }

    private static String overview(String heading, Folder folder, List<String> silent, List<String> quiet) {
        StringBuilder text = new StringBuilder(heading + "\n\nSaved before the scenario was cleaned up\n");
        folder.files().forEach(file -> text.append("  ").append(file).append('\n'));
        paragraph(text, "Could not be saved", folder.missing());
        paragraph(text, "Containers without a log", silent);
        paragraph(text, "Logs of the cluster that do not name the scenario", quiet);
        text.append("\nSecrets are not collected.\n");
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(heading).append('\n');
            lines.forEach(line -> text.append("  ").append(line.strip()).append('\n'));
        }
    }
}
