package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.VolumeView;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import dev.holdfast.storage.ExportedFolder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages that a scenario has its pods write, one for each pod, and where they are found again. */
public final class Pages {

    private static final String FILE = "index.html";

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final Network network;
    private final Map<Integer, String> written = new TreeMap<>();

    /** Those of the pods of a set. */
    public Pages(ScenarioScope scope, SetUnderTest set, Network network) {
        this.scope = scope;
        this.set = set;
        this.network = network;
    }

    /** Has each pod that is there write a page that no other pod has, to the folder that it serves. */
    public void writeAll() {
        set.standing().forEach(this::write);
    }

    /**
     * Waits until each pod's page is served under its pod's name.
     *
     * @throws NotKeptError when it does not come to that
     */
    public void awaitServedByName() {
        written.forEach(network::awaitPage);
    }

    /**
     * Waits until a pod's page is served under the pod's name.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it does not come to that
     */
    public void awaitServedByName(int ordinal) {
        network.awaitPage(ordinal, written.get(ordinal));
    }

    /**
     * Waits until each page is found on the NFS server in the folder of its pod's volume, and reads it in every other
     * folder in which it is found too.
     *
     * @throws NotKeptError when it does not come to that
     */
    public void awaitInFolders() {
        ExportedFolder exported = new ExportedFolder(scope.export());
        written.forEach((ordinal, page) -> {
            String folder = folder(ordinal);
            scope.poll(
                    "the page of pod " + set.names().pod(ordinal) + " lies in " + folder + " on the NFS server",
                    scope.timeouts().fileWritten(),
                    () -> read(exported, folder),
                    answer -> answer.text().equals(page),
                    answer -> answer.answered() ? answer.text() : "no such file");
        });
        exported.foldersWith(FILE).stream()
                .filter(folder -> exported.read(folder, FILE)
                        .filter(written::containsValue)
                        .isPresent())
                .forEach(folder -> read(exported, folder));
    }

    private ExternalRead read(ExportedFolder exported, String folder) {
        String path = folder + "/" + FILE;
        ExternalRead reading = exported.read(folder, FILE)
                .map(page -> ExternalRead.file(path, page))
                .orElseGet(() -> ExternalRead.noFile(path));
        return scope.log().append(reading);
    }

    private String folder(int ordinal) {
        Snapshot present = scope.present();
        String claim = set.names().claim(ordinal);
        return present.find(Kinds.CLAIM, claim)
                .flatMap(seen -> ClaimView.of(seen).volumeName())
                .flatMap(volume -> present.find(Kinds.VOLUME, volume))
                .flatMap(seen -> VolumeView.of(seen).nfsPath())
                .orElseThrow(() -> new IllegalStateException("the claim " + claim + " has no volume on an NFS server"));
    }

    private void write(int ordinal) {
        String pod = set.names().pod(ordinal);
        // The tutorial's text, and what no other scenario, run or attempt ever writes.
        String page = "this is " + pod + ", page " + (written.size() + 1) + " of "
                + scope.name().id();
        scope.act(Action.write(pod, set.uid(ordinal), FILE, page));
        scope.exec()
                .run(
                        pod,
                        List.of(
                                "sh",
                                "-c",
                                "echo \"$1\" > \"$2\"",
                                "sh",
                                page,
                                set.names().mountPath() + "/" + FILE))
                .outputOf("writing a page in pod " + pod);
        written.put(ordinal, page);
    }
}
