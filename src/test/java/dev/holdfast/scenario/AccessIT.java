package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.PodView;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tries the doors of an embedded cluster: as another user of this machine, from a pod, and from a pod that may do anything. */
@DisplayName("An embedded cluster lets in")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final String HUB = "10.89.0.1";
    private static final String NOBODY = "65534";
    /** A call of NFS version 3, procedure NULL, to which a server answers everybody whom it serves. */
    private static final String NFS_CALL =
            "printf '\\200\\0\\0\\050\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\2\\0\\1\\206\\243\\0\\0\\0\\3"
                    + "\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0' | timeout 3 nc " + HUB
                    + " 2049 | wc -c";

    private Run run;
    private OnCluster on;
    private EmbeddedCluster cluster;
    private String pod;
    private String privileged;

    @BeforeAll
    void runPods() {
        assumeTrue(RunningCluster.get() instanceof EmbeddedCluster, "only an embedded cluster has these doors");
        cluster = (EmbeddedCluster) RunningCluster.get();
        run = OnCluster.begin();
        on = OnCluster.open(run, "doors");
        on.scope().client().namespaces().withName(on.scope().namespace()).edit(namespace -> {
            namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", "privileged");
            return namespace;
        });
        Pod tools = on.scope().run().objects().tools();
        pod = run(tools);
        privileged = run(new PodBuilder(tools)
                .editMetadata()
                .withName("privileged")
                .endMetadata()
                .editSpec()
                .withHostNetwork(true)
                .withSecurityContext(new PodSecurityContext())
                .withContainers(
                        new ContainerBuilder(tools.getSpec().getContainers().get(0))
                                .withNewSecurityContext()
                                .withPrivileged(true)
                                .withRunAsUser(0L)
                                .endSecurityContext()
                                .addNewVolumeMount()
                                .withName("node")
                                .withMountPath("/node")
                                .endVolumeMount()
                                .build())
                .addNewVolume()
                .withName("node")
                .withNewHostPath()
                .withPath("/")
                .endHostPath()
                .endVolume()
                .endSpec()
                .build());
    }

    @AfterAll
    void close() {
        if (on != null) {
            on.close();
            run.close();
        }
    }

    @Test
    @DisplayName("no other user of this machine: not to its folder, its keys and its orders")
    void shouldKeepOtherUsersOut() throws IOException, InterruptedException {
        Path data = cluster.kubeconfig().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        for (String file : List.of("kubeconfig", "pki/ca.key", "plan.json", "orders.sock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
            assertThat(asNobody("test -e " + data.resolve(file))).as(file).isNotZero();
        }
    }

    @Test
    @DisplayName("nobody to its API server without a certificate")
    void shouldRefuseAnonymousRequests() throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest secrets = HttpRequest.newBuilder(URI.create(cluster.client().getMasterUrl() + "api/v1/secrets"))
                .build();
        assertThat(withoutCertificate()
                        .send(secrets, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    @DisplayName("no pod to etcd, the controllers and the scheduler, and none to the NFS server, which answers nodes")
    void shouldKeepPodsFromTheControlPlane() {
        for (int port : List.of(2379, 2380, 10257, 10259)) {
            assertThat(sh(
                            pod,
                            "timeout 3 nc " + HUB + " " + port
                                    + " < /dev/null > /dev/null 2>&1 && echo open || echo closed"))
                    .as("port " + port)
                    .isEqualTo("closed");
        }
        assertThat(sh(pod, NFS_CALL)).as("bytes that a pod is answered").isEqualTo("0");
        assertThat(sh(privileged, NFS_CALL)).as("bytes that a node is answered").isNotEqualTo("0");
    }

    @Test
    @DisplayName("a pod that may do anything to its own node only: its keys and no other, and no disk of this machine")
    void shouldShowANodeOnlyItsOwn() {
        String data = "/node" + cluster.kubeconfig().getParent();
        String node = on.scope()
                .client()
                .pods()
                .inNamespace(on.scope().namespace())
                .withName(privileged)
                .get()
                .getSpec()
                .getNodeName();
        assertThat(sh(privileged, "find " + data + " -type f -path '*/pki/*' -o -type f -path '*/conf/*' | sort")
                        .replace(data + "/", "")
                        .split(" "))
                .containsExactlyInAnyOrder(
                        "conf/kube-proxy.kubeconfig",
                        "conf/" + node + ".kubeconfig",
                        "pki/ca.crt",
                        "pki/" + node + "-server.crt",
                        "pki/" + node + "-server.key");
        assertThat(sh(privileged, "ls " + data).split(" "))
                .containsExactlyInAnyOrder("conf", "logs", "pki", "plan.json");
        assertThat(sh(privileged, "find /dev /node/dev -type b -o -name 'mem' -o -name 'sd*' -o -name 'vd*'"))
                .as("disks and memory of this machine")
                .isEmpty();
    }

    private String run(Pod made) {
        String name = made.getMetadata().getName();
        ScenarioScope scope = on.scope();
        scope.client().pods().inNamespace(scope.namespace()).resource(made).create();
        scope.await("pod " + name + " runs", scope.timeouts().podReady(), present -> present.find(Kinds.POD, name)
                .filter(seen -> PodView.of(seen).healthy())
                .isPresent());
        return name;
    }

    private String sh(String in, String script) {
        return on.scope()
                .exec()
                .run(in, List.of("sh", "-c", script))
                .outputOf(script)
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static int asNobody(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "sh", "-c", script)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        return process.waitFor();
    }

    /** A client that takes the server for who it says that it is, and does not say who it is itself. */
    private static HttpClient withoutCertificate() throws GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // over HTTP/2 it ends the connection instead of answering
                .sslContext(trusting)
                .build();
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
