package dev.holdfast.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user may choose about a cluster in a container.
 *
 * @param image the image that it is made of
 * @param build where programs and images are built, and what is passed to the components of Kubernetes
 */
public record K3sClusterOptions(K3sImage image, EmbeddedClusterOptions build) {

    /** {@return the arguments of {@code k3s server} that pass the chosen ones on to the components} */
    List<String> componentArguments() {
        List<String> arguments = new ArrayList<>();
        build.featureGates().ifPresent(gates -> {
            for (String component :
                    List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy")) {
                arguments.add("--" + component + "-arg=feature-gates=" + gates);
            }
        });
        for (String chosen : build.extraArguments()) {
            String[] componentAndFlag = chosen.split("=--", 2);
            arguments.add("--" + componentAndFlag[0] + "-arg=" + componentAndFlag[1]);
        }
        return arguments;
    }
}
