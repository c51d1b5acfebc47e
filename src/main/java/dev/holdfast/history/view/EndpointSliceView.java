package dev.holdfast.history.view;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of an EndpointSlice.
 *
 * @param serviceName the Service it belongs to; empty when its label does not say
 */
public record EndpointSliceView(String serviceName, List<Endpoint> endpoints) implements View {

    /**
     * One endpoint of the slice.
     *
     * @param hostname the name under which DNS publishes it; empty when it has none
     * @param ready whether it takes traffic; unknown counts as ready, as the API says
     * @param podName the pod it stands for; empty when it is not a pod
     * @param podUid that pod's uid
     */
    public record Endpoint(List<String> addresses, String hostname, boolean ready, String podName, String podUid) {}

    /**
     * The view of a slice.
     *
     * @throws IllegalArgumentException if the object is not an EndpointSlice
     */
    public static EndpointSliceView of(Resource resource) {
        return resource.view(EndpointSliceView.class);
    }

    /** The view of the slice that was observed. */
    public static EndpointSliceView of(Observation observation) {
        return of(observation.object());
    }

    static EndpointSliceView read(JsonNode slice) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonNode endpoint : slice.path("endpoints")) {
            JsonNode target = endpoint.path("targetRef");
            boolean pod = TreeReader.text(target, "kind").equals(Kinds.POD);
            List<String> addresses = new ArrayList<>();
            endpoint.path("addresses").forEach(address -> addresses.add(address.asString("")));
            endpoints.add(new Endpoint(
                    List.copyOf(addresses),
                    TreeReader.text(endpoint, "hostname"),
                    endpoint.path("conditions").path("ready").asBoolean(true),
                    pod ? TreeReader.text(target, "name") : "",
                    pod ? TreeReader.text(target, "uid") : ""));
        }
        String service = TreeReader.text(slice.path("metadata").path("labels"), "kubernetes.io/service-name");
        return new EndpointSliceView(service, List.copyOf(endpoints));
    }
}
