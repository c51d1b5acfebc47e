package dev.holdfast.cli;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ImageRole;
import dev.holdfast.program.ProgramName;
import dev.holdfast.report.saved.TestedKubernetes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a cluster that was started is used from elsewhere.
 *
 * @param cluster the cluster
 * @param kubeconfig the file that leads to it
 * @param programs the folder that kubectl is in
 */
record ClusterInstructions(Cluster cluster, Path kubeconfig, Path programs) {

    /** {@return what somebody at a terminal does next} */
    String text() {
        return String.join(
                System.lineSeparator(),
                "The cluster is up: "
                        + TestedKubernetes.text(cluster.kubernetesVersion(), cluster.components()) + ", nodes "
                        + String.join(" ", cluster.nodes()) + ". Ctrl-C ends it. In another terminal:",
                "  export KUBECONFIG=" + kubeconfig,
                "  export PATH=" + programs + ":$PATH",
                "  kubectl get nodes",
                "  " + ProgramName.with("verify --current-context") + chosen());
    }

    /** {@return the same for a program: one line of JSON} */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kubernetes", cluster.kubernetesVersion());
        if (!cluster.components().isEmpty()) {
            all.put("components", new TreeMap<>(cluster.components()));
        }
        all.put("nodes", cluster.nodes());
        all.put("kubeconfig", kubeconfig.toString());
        all.put("programs", programs.toString());
        all.put("images", images());
        cluster.storageClass().ifPresent(name -> all.put("storageClass", name));
        cluster.nfs()
                .ifPresent(nfs -> all.put(
                        "nfs",
                        Map.of(
                                "server",
                                nfs.server(),
                                "path",
                                nfs.path(),
                                "directory",
                                nfs.directory().toString())));
        return JsonMapper.shared().writeValueAsString(all);
    }

    /** What a run has to be told of the cluster, which as one of the user's own would have to be like any other. */
    private String chosen() {
        List<String> options = new ArrayList<>();
        images().forEach((role, image) -> options.add(" --image " + role + "=" + image));
        cluster.storageClass().ifPresent(name -> options.add(" --storage-class " + name));
        cluster.nfs()
                .ifPresent(nfs -> options.add(
                        " --nfs-server " + nfs.server() + ":" + nfs.path() + " --nfs-directory " + nfs.directory()));
        return String.join("", options);
    }

    private Map<String, String> images() {
        Map<String, String> images = new LinkedHashMap<>();
        for (ImageRole role : ImageRole.values()) {
            images.put(role.role(), cluster.images().reference(role.role()));
        }
        return images;
    }
}
