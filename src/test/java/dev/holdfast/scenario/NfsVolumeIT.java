package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.VolumeView;
import dev.holdfast.scenario.action.Volumes;
import dev.holdfast.storage.ClaimSource;
import dev.holdfast.storage.ExportedFolder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What web roots and scenarios need of a volume, each through a real mount in a pod and seen on the NFS server. */
@DisplayName("A static volume on the NFS server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NfsVolumeIT {

    private static final String CLAIM = "data";
    /** 2020-01-02 03:04:05 UTC, the time zone of every image, in seconds. */
    private static final long JANUARY_2020 = 1577934245L;

    private Run run;
    private OnCluster cluster;
    private Volumes volumes;
    private String pod;

    @BeforeAll
    void mountAVolume() {
        run = OnCluster.begin();
        cluster = OnCluster.open(run, "a mounted volume");
        volumes = new Volumes(cluster.scope());
        volumes.makeStatic(List.of("a-pv"));
        claim(CLAIM);
        volumes.awaitBound(List.of(CLAIM));
        pod = runPod();
    }

    @AfterAll
    void close() {
        cluster.close();
        run.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatProgramsDo")
    @DisplayName("serves what a program does to files:")
    void shouldDo(String what, String script, String expected) {
        assertThat(sh(script)).as(what).isEqualTo(expected);
    }

    static List<Arguments> whatProgramsDo() {
        return List.of(
                Arguments.of("create and read", "echo one > new; cat new", "one"),
                Arguments.of("overwrite", "echo first-and-long > o; echo second > o; cat o", "second"),
                Arguments.of("append", "echo one > app; echo two >> app; cat app", "one two"),
                Arguments.of("truncate", "echo 0123456789 > t; truncate -s 4 t; cat t", "0123"),
                Arguments.of(
                        "write inside",
                        "echo 0123456789 > w; printf AB | dd of=w bs=1 seek=3 conv=notrunc 2> /dev/null; cat w",
                        "012AB56789"),
                Arguments.of(
                        "rename over",
                        "echo old > r; echo new > r.tmp; mv r.tmp r; cat r; test -e r.tmp || echo gone",
                        "new gone"),
                Arguments.of("delete", "echo x > d; rm d; test -e d || echo gone", "gone"),
                Arguments.of("symlink", "echo far > far; ln -s far near; cat near; readlink near", "far far"),
                Arguments.of("mode", "echo x > m; chmod 640 m; stat -c %a m; chmod 755 m; stat -c %a m", "640 755"),
                Arguments.of(
                        "folders", "mkdir -p p/q; echo x > p/q/f; ls p/q; rm -r p; test -e p || echo gone", "f gone"),
                Arguments.of("time", "touch -t 202001020304.05 tm; stat -c %Y tm", Long.toString(JANUARY_2020)));
    }

    @Test
    @DisplayName("lists a folder of 1,000 entries, each once")
    void shouldListManyEntries() {
        assertThat(sh("for i in $(seq 1 1000); do : > $i; done; ls | wc -l; ls | sort -n | uniq | tail -n 1"))
                .isEqualTo("1000 1000");
    }

    @Test
    @DisplayName("keeps a file of 10 MB to the byte, also on the server")
    void shouldKeepLargeFiles() throws IOException {
        String sums = sh("head -c 10485760 /dev/urandom > /tmp/large; cp /tmp/large /data/large;"
                + " md5sum < /tmp/large; md5sum < /data/large");

        String[] words = sums.split(" - ?");
        assertThat(words[0]).isEqualTo(words[1]);
        assertThat(folder().resolve("large")).hasSize(10485760).hasDigest("MD5", words[0]);
    }

    @Test
    @DisplayName("lets a program go on with a file that was deleted under it")
    void shouldKeepDeletedFilesThatAreOpen() {
        assertThat(sh("echo still here > f; exec 3< f; rm f; ls f 2>&1 | grep -c 'No such'; cat <&3"))
                .isEqualTo("1 still here");
    }

    @Test
    @DisplayName("shows a pod what was put there from outside")
    void shouldShowWhatTheServerHas() throws IOException {
        Files.writeString(folder().resolve("outside"), "put there\n");

        assertThat(sh("cat /data/outside")).isEqualTo("put there");
    }

    @Test
    @DisplayName("is Available, Bound, Released, and when it is emptied Available again")
    void shouldBeRecycled() throws IOException {
        try (OnCluster own = OnCluster.open(run, "the life of a volume")) {
            Volumes recycled = new Volumes(own.scope());
            recycled.makeStatic(List.of("b-pv"));
            recycled.awaitAvailable();
            String volume = own.scope().name().clusterWide("b-pv");
            PersistentVolumeClaim claim = claim(own, recycled.claims(), CLAIM);
            recycled.awaitBound(List.of(CLAIM));
            Path folder = folder(own, volume);
            Files.writeString(folder.resolve("page"), "left behind");
            Files.createDirectories(folder.resolve("deep/.hidden"));

            own.scope()
                    .client()
                    .resource(claim)
                    .inNamespace(own.scope().namespace())
                    .delete();

            Duration patience = own.scope().timeouts().volumeRecycled();
            own.scope().await("the volume is Available again", patience, present -> present.find(Kinds.VOLUME, volume)
                    .filter(seen -> seen.resourceVersion() > boundAt(own))
                    .filter(seen -> VolumeView.of(seen).phase().equals("Available"))
                    .isPresent());
            assertThat(phases(own)).containsSubsequence("Available", "Bound", "Released", "Available");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static List<String> phases(OnCluster own) {
        return own.scope().history().observations(Kinds.VOLUME).stream()
                .map(seen -> VolumeView.of(seen).phase())
                .toList();
    }

    private static long boundAt(OnCluster own) {
        return own.scope().history().observations(Kinds.VOLUME).stream()
                .filter(seen -> VolumeView.of(seen).phase().equals("Bound"))
                .mapToLong(Observation::resourceVersion)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private void claim(String name) {
        claim(cluster, volumes.claims(), name);
    }

    private static PersistentVolumeClaim claim(OnCluster on, ClaimSource source, String name) {
        PersistentVolumeClaimSpec spec = new PersistentVolumeClaimBuilder()
                .withNewSpec()
                .withAccessModes("ReadWriteMany")
                .withNewResources()
                .addToRequests("storage", new Quantity("10Mi"))
                .endResources()
                .endSpec()
                .build()
                .getSpec();
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSpec(source.adapt(spec))
                .build();
        return on.scope()
                .client()
                .resource(claim)
                .inNamespace(on.scope().namespace())
                .create();
    }

    private String runPod() {
        Pod written = cluster.scope().run().objects().tools();
        Pod mounting = new PodBuilder(written)
                .editSpec()
                .withVolumes(new VolumeBuilder()
                        .withName(CLAIM)
                        .withNewPersistentVolumeClaim(CLAIM, false)
                        .build())
                .editFirstContainer()
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(CLAIM)
                        .withMountPath("/data")
                        .build())
                .endContainer()
                .endSpec()
                .build();
        String name = written.getMetadata().getName();
        ScenarioScope scope = cluster.scope();
        scope.client().pods().inNamespace(scope.namespace()).resource(mounting).create();
        scope.await("pod " + name + " mounts the volume", scope.timeouts().podReady(), present -> present.find(
                        Kinds.POD, name)
                .filter(seen -> PodView.of(seen).healthy())
                .isPresent());
        return name;
    }

    private String sh(String script) {
        String inItsOwnFolder = "cd $(mktemp -d -p /data) && { " + script + "; }";
        return cluster.scope()
                .exec()
                .run(pod, List.of("sh", "-c", inItsOwnFolder))
                .outputOf(script)
                .strip()
                .replaceAll("\\s+", " ");
    }

    private Path folder() {
        return folder(cluster, cluster.scope().name().clusterWide("a-pv"));
    }

    private static Path folder(OnCluster on, String volume) {
        Observation seen = on.scope().present().find(Kinds.VOLUME, volume).orElseThrow();
        String path = VolumeView.of(seen).nfsPath().orElseThrow();
        return new ExportedFolder(on.scope().export()).directory(path);
    }
}
