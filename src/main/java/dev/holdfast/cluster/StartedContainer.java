package dev.holdfast.cluster;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container that a cluster runs in, with the process that removes it when this one cannot. Testcontainers' own guardian,
 * Ryuk, is another container, whose image a registry would have to be asked for; where it is enabled, the two do not
 * disturb each other.
 */
final class StartedContainer implements AutoCloseable {

    private static final String REPOSITORY = "rancher/k3s";
    private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DockerRun run;
    private final CleanupProcess janitor;
    private final ContainerLog log;
    private final K3sContainer container;
    private final DockerEngine engine;

    private StartedContainer(
            DockerRun run, CleanupProcess janitor, ContainerLog log, K3sContainer container, DockerEngine engine) {
        this.run = run;
        this.janitor = janitor;
        this.log = log;
        this.container = container;
        this.engine = engine;
    }

    /**
     * Starts a container that is not there yet.
     *
     * @param engine the engine, which has the image
     * @param image the image's name
     * @param run the run that it belongs to
     * @param workload what is brought to it
     * @param options what the user chose
     * @throws ClusterFailedException when Kubernetes in it does not start; nothing is left behind
     */
    static StartedContainer start(
            DockerEngine engine,
            String image,
            DockerRun run,
            ClusterPayload workload,
            K3sClusterOptions options,
            Progress progress) {
        Path file = options.build().log();
        K3sContainer container = container(image, run, workload, options);
        new K3sStorage(run, workload).prepare(container);
        ContainerLog log = new ContainerLog(file, progress);
        container.withLogConsumer(log);
        CleanupProcess janitor =
                CleanupProcess.start(workload.program("holdfast-janitor"), engine.address(), run, file);
        StartedContainer started = new StartedContainer(run, janitor, log, container, engine);
        try {
            container.start();
            return started;
        } catch (ContainerLaunchException failed) {
            String reason = log.error().orElseGet(() -> DockerAnswer.reason(InnermostCause.of(failed)));
            started.close();
            throw new ClusterFailedException(
                    "the cluster in the container did not start: " + reason + "; see " + file, failed);
        }
    }

    private static K3sContainer container(
            String image, DockerRun run, ClusterPayload workload, K3sClusterOptions options) {
        K3sContainer container = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor(REPOSITORY));
        List<String> command =
                new ArrayList<>(List.of("server", "--disable=traefik", "--tls-san=" + container.getHost()));
        command.addAll(K3sStorage.serverArguments());
        command.addAll(options.componentArguments());
        container.withCommand(command.toArray(String[]::new));
        container.withLabels(Map.of(DockerRun.LABEL, run.id()));
        // The engine has it: whether it can be had was found out before, with a better answer than a timeout.
        container.withImagePullPolicy(any -> false);
        container.withStartupTimeout(PATIENCE);
        for (Path archive : workload.archives()) {
            container.withCopyFileToContainer(MountableFile.forHostPath(archive), IMAGES + archive.getFileName());
        }
        int number = 0;
        for (Path archive : options.build().imageArchives()) {
            number++;
            container.withCopyFileToContainer(
                    MountableFile.forHostPath(archive), IMAGES + "image-archive-" + number + ".tar");
        }
        return container;
    }

    /** {@return the container} */
    K3sContainer container() {
        return container;
    }

    /**
     * Starts a program in it beside its main one.
     *
     * @param command the program and its arguments
     * @param sign what the program says when it does what it is for
     */
    ContainerProgram program(List<String> command, String sign) {
        return ContainerProgram.start(engine.client(), container.getContainerId(), command, sign, log::said);
    }

    /** {@return NFS for it, which was prepared and is not started yet} */
    K3sStorage storage(ClusterPayload workload) {
        return new K3sStorage(run, workload);
    }

    /** {@return why the node in it gave up, if it said so} */
    Optional<String> error() {
        return log.error();
    }

    /** Has somebody told when it ends, however it does. */
    void whenEnded(WaitContainerResultCallback told) {
        engine.client().waitContainerCmd(container.getContainerId()).exec(told);
    }

    /** Removes the container with all that belongs to it, and returns when it is gone. */
    @Override
    public void close() {
        try {
            container.stop();
        } catch (DockerException refused) {
            // The janitor asks again, and says so when it is refused too.
            log.said("holdfast: removing the container: " + DockerAnswer.reason(refused) + "\n");
        } finally {
            janitor.close();
            run.close();
            log.close();
        }
    }
}
