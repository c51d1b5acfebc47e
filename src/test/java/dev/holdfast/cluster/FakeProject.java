package dev.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project folder whose programs are shell scripts that do what the real ones do, in miniature: real processes all the same. */
final class FakeProject {

    private final Path home;

    FakeProject(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("node"));
        Files.createDirectories(home.resolve("target/node"));
        Files.createDirectories(programs().resolve("bin"));
        Files.writeString(home.resolve("node/go.mod"), "module fake\n");
        Files.writeString(home.resolve("kubeconfig"), UnreachableCluster.kubeconfig("holdfast", "secret"));
        manifest("""
                {"images": {"web": "nginx:1", "tools": "tools:1", "coredns": "coredns:1"},
                 "packages": {"coredns": [], "web": [{"name": "nginx", "version": "1.22.1-9", "architecture": "amd64"}],
                              "tools": [{"name": "busybox-static", "version": "1:1.35.0-4", "architecture": "amd64"}]}}
                """);
        // go build -o PROGRAM PACKAGE
        script(go(), "cp \"$PWD/../holdfast-build\" \"$3\"");
        build("echo building >&2; echo " + programs());
        node(READY + "cat >/dev/null; echo gone > " + gone());
    }

    /** What the cluster says when it is usable; {@code $KUBECONFIG_FILE} is the only thing that differs. */
    static final String READY = """
            echo 'holdfast-node: starting' >&2
            printf '{"kubeconfig":"%s","server":"https://127.0.0.1:1","kubernetes":"v1.37.2","nodes":["node-1","node-2"],' "$PWD/kubeconfig"
            printf '"nfs":{"server":"10.89.0.1","path":"/exports","directory":"/data/nfs"},"storageClass":"holdfast-nfs",'
            echo '"images":{"web":"nginx:1","tools":"tools:1"},"data":"/data","orders":"/data/orders.sock","startedIn":{"etcd":10}}'
            """;

    /** Replaces the program that builds. */
    void build(String script) throws IOException {
        script(home.resolve("holdfast-build"), script);
    }

    /** Replaces what the build says about what it built. */
    void manifest(String json) throws IOException {
        Files.writeString(programs().resolve("manifest.json"), json);
    }

    /** Replaces the program that is the cluster. */
    void node(String script) throws IOException {
        script(programs().resolve("bin/holdfast-node"), script);
    }

    Path go() {
        return home.resolve("go");
    }

    Path programs() {
        return home.resolve("built");
    }

    /** The file that the cluster leaves when it ended in an orderly way. */
    Path gone() {
        return home.resolve("gone");
    }

    EmbeddedClusterOptions options() {
        return options(home.resolve("cluster.log"));
    }

    EmbeddedClusterOptions options(Path log) {
        return new EmbeddedClusterOptions(
                home,
                home.resolve("cache"),
                Optional.of("1.36.3"),
                Optional.of("/my/node.bundle"),
                2,
                50,
                NfsClient.KERNEL,
                Optional.of("512Mi"),
                Map.of("etcd", Path.of("/my/etcd")),
                Map.of("kube-scheduler", "1.35.0", "kubelet", "1.34.4"),
                Optional.of("A=true"),
                List.of("kubelet=--v=4"),
                Optional.of(Path.of("/my/audit.log")),
                Map.of("web", "nginx:2"),
                List.of(Path.of("/my/images.tar")),
                Optional.empty(),
                log,
                List.of("kubectl"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " a program");
        }
    }
}
