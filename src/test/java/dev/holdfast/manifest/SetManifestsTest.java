package dev.holdfast.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetManifestsTest {

    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: web
            spec:
              replicas: 3
              serviceName: web
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - {name: web, image: web}
            """;

    @TempDir
    private Path folder;

    @Test
    void findsTheSetInSeveralDocumentsFilesAndLists() throws IOException {
        Path set = file("set.yaml", "# rendered\n---\n" + SET + "---\n# nothing here\n");
        Path list = file("list.json", """
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"clusterIP": "None"}},
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "conf"}}]}
                """);

        SetManifests read = SetManifests.read(List.of(list, set), Optional.empty(), OptionalInt.empty());

        assertThat(read.name()).isEqualTo("web");
        assertThat(read.replicas()).isEqualTo(3);
        assertThat(read.beside("ns")).extracting(HasMetadata::getKind).containsExactly("ConfigMap", "Service");
        assertThat(read.told()).hasSize(2);
    }

    @Test
    void warnsOfAnotherSetThatCallsItsClaimsTheSame() throws IOException {
        String own = SET + "  volumeClaimTemplates: [{metadata: {name: data-b}}]\n";
        String other = SET.replaceFirst("name: web", "name: b-web")
                + "  volumeClaimTemplates: [{metadata: {name: log}}, {metadata: {name: data}}]\n";
        Path both = file("both.yaml", own + "---\n" + other);

        assertThat(SetManifests.read(List.of(both), Optional.of("web"), OptionalInt.empty())
                        .told())
                .contains(
                        "  note       StatefulSet web with the claim template data-b and StatefulSet b-web with the claim"
                                + " template data call their claims data-b-web-0 and so on: in one namespace, both have one claim"
                                + " (https://github.com/kubernetes/kubernetes/issues/41153)");
    }

    @Test
    void leavesOutWhatTheServerWroteOnAnObject() throws IOException {
        SetManifests read = read(SET.replace("name: web\nspec", "name: web\n  uid: u\n  resourceVersion: '7'\nspec")
                + "status: {replicas: 3}\n");

        assertThat(read.set("ns").getMetadata().getUid()).isNull();
        assertThat(read.set("ns").getMetadata().getResourceVersion()).isNull();
        assertThat(read.set("ns").getStatus()).isNull();
    }

    @Test
    void refusesFilesWithoutASet() {
        assertRefused(
                "there is no StatefulSet in " + folder.resolve("a.yaml"),
                "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");
        assertRefused(folder.resolve("a.yaml") + " has no object in it", "# nothing\n");
        assertRefused(folder.resolve("a.yaml") + ", line 2, is neither YAML nor JSON", "a: [b\n");
        assertRefused(folder.resolve("a.yaml") + ", document 1 is no Kubernetes object: it has no kind", "hello\n");
        assertRefused(
                folder.resolve("a.yaml") + ", document 1 is no Kubernetes object: it has no apiVersion", "kind: Pod\n");
        assertThatThrownBy(() ->
                        SetManifests.read(List.of(folder.resolve("none.yaml")), Optional.empty(), OptionalInt.empty()))
                .hasMessage("there is no file " + folder.resolve("none.yaml"));
    }

    @Test
    void refusesToChooseAmongSeveralSets() throws IOException {
        Path file = file("a.yaml", SET + "---\n" + SET.replace("name: web\nspec", "name: db\nspec"));

        assertThatThrownBy(() -> SetManifests.read(List.of(file), Optional.empty(), OptionalInt.empty()))
                .hasMessage("there are several StatefulSets in " + file + "; choose one with --set-name: web, db");
        assertThatThrownBy(() -> SetManifests.read(List.of(file), Optional.of("x"), OptionalInt.empty()))
                .hasMessage("there is no StatefulSet x in " + file + ", but web, db");
        assertThat(SetManifests.read(List.of(file), Optional.of("db"), OptionalInt.empty())
                        .told())
                .contains("  left out   StatefulSet web: is another workload than the set");
        Path twice = file("b.yaml", SET);
        assertThatThrownBy(() -> SetManifests.read(List.of(file, twice), Optional.of("web"), OptionalInt.empty()))
                .hasMessageStartingWith("StatefulSet web is there 2 times: ");
    }

    @Test
    void refusesAnObjectThatIsThereTwice() {
        String conf = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\n";
        Path file = folder.resolve("a.yaml");

        assertRefused(
                "ConfigMap conf is there twice: " + file + ", document 2 and " + file + ", document 3",
                SET + conf + conf);
    }

    @Test
    void givesASetAtLeastTwoPods() throws IOException {
        assertThat(read(SET.replace("replicas: 3", "replicas: 1")).replicas()).isEqualTo(2);
        assertThat(read(SET.replace("  replicas: 3\n", "")).replicas()).isEqualTo(2);
        assertThatThrownBy(() -> SetManifests.read(List.of(file("a.yaml", SET)), Optional.empty(), OptionalInt.of(1)))
                .hasMessage("--replicas must be at least 2: with fewer pods no order can be seen");
    }

    @Test
    void refusesWhatReachesIntoNodesOrStorageOutside() {
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) cannot be run: its volume logs is of type hostPath, which leads out of the"
                        + " scenario's namespace",
                SET + "      volumes:\n        - {name: logs, hostPath: {path: /var/log}}\n");
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) cannot be run: its volume d is of type nfs, which leads out of the scenario's"
                        + " namespace",
                SET + "      volumes:\n        - {name: d, nfs: {server: s, path: /}}\n");
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) cannot be run: its pods would share PID with their node (hostPID)",
                SET + "      hostPID: true\n");
    }

    @Test
    void refusesASetThatNeedsWhatIsInNoFile() throws IOException {
        String claim = "      volumes:\n        - {name: d, persistentVolumeClaim: {claimName: data}}\n";
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) needs PersistentVolumeClaim data, which none of the files has",
                SET + claim);
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) needs ConfigMap conf and Secret s and ServiceAccount sa, which none of the files"
                        + " has",
                SET + """
                              serviceAccountName: sa
                              volumes:
                                - {name: c, configMap: {name: conf}}
                                - {name: s, projected: {sources: [{secret: {name: s}}, {configMap: {name: kube-root-ca.crt}}]}}
                                - {name: o, secret: {secretName: other, optional: true}}
                        """);
        assertThat(read(SET + claim + "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\n"
                                + "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: backup}\n")
                        .told())
                .contains("  left out   PersistentVolumeClaim backup: is mounted by no pod of the set");
    }

    @Test
    void followsTheScenarioIntoItsNamespace() throws IOException {
        SetManifests read = read(SET.replace(
                "{name: web, image: web}",
                "{name: web, image: web, args:" + " ['--peer=web-0.web.holdfast-namespace.svc.cluster.local']}"));

        assertThat(read.set("ns-7")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .containsExactly("--peer=web-0.web.ns-7.svc.cluster.local");
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        assertRefused(
                "StatefulSet web (" + folder.resolve("a.yaml")
                        + ", document 1) names web.prod.svc, which leads to namespace prod, perhaps to what runs there:"
                        + " render it for the namespace holdfast-namespace, in whose place a run puts that of the"
                        + " scenario",
                SET.replace("{name: web, image: web}", "{name: web, image: web, args: ['$(POD).web.prod.svc:80']}"));
        assertRefused(
                "the objects are written for several namespaces, a and b, and a scenario has one: render them for one",
                SET.replace("name: web\nspec", "name: web\n  namespace: a\nspec")
                        + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: b}\n");
    }

    @Test
    void looksIntoSecretsToo() throws IOException {
        String secret = SET + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {conf: %s}\n";
        assertRefused(
                "Secret s (" + folder.resolve("a.yaml")
                        + ", document 2) names web.prod.svc, which leads to namespace prod, perhaps to what runs there:"
                        + " render it for the namespace holdfast-namespace, in whose place a run puts that of the"
                        + " scenario",
                secret.formatted(base64("peer: web-0.web.prod.svc")));
        assertRefused(
                "Secret s (" + folder.resolve("a.yaml") + ", document 2): conf is not Base64", secret.formatted("'a'"));

        SetManifests read = read(secret.formatted(base64("peer: web-0.web.holdfast-namespace.svc")));
        assertThat(read.beside("ns-1").toString()).contains(base64("peer: web-0.web.ns-1.svc"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesOfTheClusterItselfMayBeAsked() throws IOException {
        assertThat(read(SET.replace(
                                "image: web}",
                                "image: web, args: ['https://kubernetes.default.svc', 'kube-dns.kube-system.svc']}"))
                        .name())
                .isEqualTo("web");
    }

    @Test
    void readsPermissionsAsKubernetesDoes() throws IOException {
        SetManifests read = read(SET
                + "      volumes:\n        - {name: c, configMap: {name: conf, defaultMode: 0644}}\n"
                + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\n");

        assertThat(read.set("ns")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .get(0)
                        .getConfigMap()
                        .getDefaultMode())
                .isEqualTo(420);
    }

    @Test
    void isUpdatedToTheNextVersionOfTheSameSetOnly() throws IOException {
        SetManifests read = read(SET);
        Path next = file("next.yaml", SET.replace("image: web", "image: web:2"));

        SetManifests both = read.updatedTo(List.of(next));
        assertThat(both.next().orElseThrow().images()).containsExactly("web:2");
        assertThat(both.told()).contains("  updated to StatefulSet web of " + next + ", document 1");

        assertThatThrownBy(() -> read.updatedTo(List.of(file("same.yaml", SET))))
                .hasMessage(
                        "--next leaves the pod template of StatefulSet web as it is, so that no pod would be updated");
        assertThatThrownBy(() -> read.updatedTo(
                        List.of(file("other.yaml", SET.replace("serviceName: web", "serviceName: other")))))
                .hasMessage("--next changes serviceName of StatefulSet web, which the API server does not let anybody"
                        + " change");
        assertThatThrownBy(() ->
                        read.updatedTo(List.of(file("db.yaml", SET.replace("name: web\nspec", "name: db\nspec")))))
                .hasMessageStartingWith("there is no StatefulSet web in ");
    }

    private SetManifests read(String text) throws IOException {
        return SetManifests.read(List.of(file("a.yaml", text)), Optional.empty(), OptionalInt.empty());
    }

    private void assertRefused(String sentence, String text) {
        assertThatThrownBy(() -> read(text))
                .as(Arrays.toString(text.split("\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
