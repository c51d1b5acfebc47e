package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a Service.
 *
 * @param headless whether it has no address of its own ({@code clusterIP: None}), so that its name leads to its pods
 * @param publishesNotReady {@code spec.publishNotReadyAddresses}: whether DNS is to take its pods for Ready in any case
 * @param selector the labels that its pods have
 * @param ports name → port, of the ports that have a name
 */
public record ServiceView(
        boolean headless, boolean publishesNotReady, Map<String, String> selector, Map<String, Port> ports)
        implements View {

    /**
     * A port of a Service.
     *
     * @param protocol such as {@code TCP}
     * @param target the number or the name of the port that its pods listen on
     */
    public record Port(String protocol, String target) {}

    /** Copies the maps. */
    public ServiceView {
        selector = Map.copyOf(selector);
        ports = Map.copyOf(ports);
    }

    /**
     * The view of a Service.
     *
     * @throws IllegalArgumentException if the object is not a Service
     */
    public static ServiceView of(Resource resource) {
        return resource.view(ServiceView.class);
    }

    /** The view of the Service that was observed. */
    public static ServiceView of(Observation observation) {
        return of(observation.object());
    }

    /** Whether it stands for pods with such labels. A Service without a selector stands for none by itself. */
    public boolean selects(Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    static ServiceView read(JsonNode service) {
        JsonNode spec = service.path("spec");
        Map<String, String> selector = new TreeMap<>();
        spec.path("selector")
                .propertyStream()
                .forEach(label -> selector.put(label.getKey(), label.getValue().asString("")));
        Map<String, Port> ports = new TreeMap<>();
        for (JsonNode port : spec.path("ports")) {
            if (!TreeReader.text(port, "name").isEmpty()) {
                JsonNode target = port.has("targetPort") ? port.path("targetPort") : port.path("port");
                ports.put(
                        TreeReader.text(port, "name"),
                        new Port(port.path("protocol").asString("TCP"), target.asString("")));
            }
        }
        return new ServiceView(
                TreeReader.text(spec, "clusterIP").equals("None"),
                spec.path("publishNotReadyAddresses").asBoolean(false),
                selector,
                ports);
    }
}
