package dev.holdfast.cluster;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/**
 * NFS for a cluster in a container whose image has none: the mount helper is put where mount(8) looks for it, and the
 * server and the provisioner run in the container beside Kubernetes, where the node reaches them. The folder that they
 * serve is one of this machine.
 */
record K3sStorage(DockerRun run, ClusterPayload workload) {

    /** The class whose claims the provisioner answers. */
    static final String CLASS = "holdfast-nfs";

    private static final String PROVISIONER = "holdfast.dev/nfs";
    private static final String EXPORTS = "/exports";
    private static final String NFS_PROGRAM = "/opt/holdfast-nfs/holdfast-nfs";
    private static final String PROVISIONER_PROGRAM = "/opt/holdfast-nfs/holdfast-nfs-provisioner";
    private static final String HELPER = "/sbin/mount.nfs";
    private static final String RECYCLER = "/opt/holdfast-nfs/recycler.yaml";
    /** The network of the hub and its nodes, and of the link between it and the container. */
    private static final String NODES_OF_BUILT_IMAGE = "10.89.0.0/16";

    private static final int EXECUTABLE = 0755;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Adds to a container that is not started yet what it needs for NFS. */
    void prepare(K3sContainer container) {
        copy(container, "holdfast-nfs", NFS_PROGRAM);
        copy(container, "holdfast-nfs", HELPER);
        copy(container, "holdfast-nfs-provisioner", PROVISIONER_PROGRAM);
        container.withCopyToContainer(Transferable.of(Serialization.asYaml(recycler())), RECYCLER);
        Bind exports = new Bind(run.exports().toString(), new Volume(EXPORTS));
        container.withCreateContainerCmdModifier(creation -> {
            HostConfig host = Objects.requireNonNull(creation.getHostConfig());
            host.withBinds(Stream.concat(Arrays.stream(host.getBinds()), Stream.of(exports))
                    .toArray(Bind[]::new));
        });
    }

    private void copy(K3sContainer container, String program, String place) {
        container.withCopyFileToContainer(MountableFile.forHostPath(workload.program(program), EXECUTABLE), place);
    }

    /** {@return the arguments of {@code k3s server} that belong to it} */
    static List<String> serverArguments() {
        return List.of("--kube-controller-manager-arg=pv-recycler-pod-template-filepath-nfs=" + RECYCLER);
    }

    /**
     * Starts the server and the provisioner, and makes the storage class.
     *
     * @return the export
     * @throws ClusterFailedException when one of them does not start
     */
    NfsExport start(StartedContainer container, KubernetesClient client) throws InterruptedException {
        String address = address(container.container());
        ContainerProgram server = container.program(serve(address), "serving ");
        ContainerProgram provisioner = container.program(provision(address), "provisioning ");
        client.resource(storageClass()).create();
        server.awaitReady(PATIENCE);
        provisioner.awaitReady(PATIENCE);
        return new NfsExport(address, EXPORTS, run.exports());
    }

    private static List<String> serve(String address) {
        List<String> command = new ArrayList<>(List.of(NFS_PROGRAM, "serve", "--export", EXPORTS, "--as", EXPORTS));
        command.addAll(List.of("--state", "/var/lib/rancher/k3s/nfs"));
        command.addAll(List.of("--listen", address + ":2049"));
        // The node of k3s mounts from the container's address, that of an image that is built here from one of its own
        // network. Pods would come with other addresses.
        command.addAll(List.of("--client", address, "--client", NODES_OF_BUILT_IMAGE));
        return command;
    }

    private static List<String> provision(String address) {
        String dynamic = EXPORTS + "/dynamic";
        List<String> command = new ArrayList<>(List.of(PROVISIONER_PROGRAM, "--class", CLASS));
        command.addAll(List.of("--kubeconfig", "/etc/rancher/k3s/k3s.yaml"));
        command.addAll(List.of("--server", address, "--path", dynamic, "--directory", dynamic));
        return command;
    }

    private static String address(K3sContainer container) {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> network.getIpAddress())
                .filter(address -> address != null && !address.isEmpty())
                .findFirst()
                .orElseThrow(() -> new ClusterFailedException("the container has no address in any network of Docker"));
    }

    private static StorageClass storageClass() {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(CLASS)
                .endMetadata()
                .withProvisioner(PROVISIONER)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .build();
    }

    /** The pod that empties a volume with the reclaim policy Recycle. Kubernetes' own one comes from a registry. */
    private Pod recycler() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pv-recycler")
                .withNamespace("kube-system")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewVolume()
                .withName("volume")
                .withNewHostPath()
                .withPath("/replaced-by-the-controller")
                .endHostPath()
                .endVolume()
                .addNewContainer()
                .withName("recycler")
                .withImage(workload.images().reference("tools"))
                .withCommand("sh", "-c")
                .withArgs("rm -rf /scrub/..?* /scrub/.[!.]* /scrub/* && test -z \"$(ls -A /scrub)\"")
                .addNewVolumeMount()
                .withName("volume")
                .withMountPath("/scrub")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build();
    }
}
