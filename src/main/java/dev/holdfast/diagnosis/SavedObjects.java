package dev.holdfast.diagnosis;

import dev.holdfast.cluster.ServedKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The objects of a namespace, and the volumes that its claims are bound to. */
final class SavedObjects {

    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
            .build();

    /** What is saved. Secrets are not among them, and never will be: reports are passed on. */
    private static final List<ServedKind> KINDS = List.of(
            ServedKind.POD,
            ServedKind.STATEFUL_SET,
            ServedKind.CONTROLLER_REVISION,
            ServedKind.DEPLOYMENT,
            ServedKind.REPLICA_SET,
            ServedKind.PERSISTENT_VOLUME_CLAIM,
            ServedKind.SERVICE,
            ServedKind.ENDPOINT_SLICE,
            ServedKind.EVENT);

    /** Far more objects of a kind than any scenario makes; a list that goes on says so itself. */
    private static final int MOST = 500;

    private final Map<ServedKind, List<JsonNode>> found = new EnumMap<>(ServedKind.class);

    private SavedObjects() {}

    /**
     * Asks for everything and saves it, one file for each kind.
     *
     * @param server the server
     * @param scope whose objects
     * @param folder where they go
     * @return what was there; nothing of a kind that could not be had
     */
    static SavedObjects save(Server server, Scope scope, Folder folder) {
        SavedObjects objects = new SavedObjects();
        for (ServedKind kind : KINDS) {
            String file = kind.plural() + ".yaml";
            try {
                JsonNode list = server.json(kind.path(scope.namespace()) + "?limit=" + MOST);
                if (list instanceof ObjectNode answer && answer.path("items") instanceof ArrayNode items) {
                    keep(items, scope);
                    complete(items, kind.apiVersion(), kind.kind());
                    objects.found.put(kind, List.copyOf(items.values()));
                    folder.write(file, YAML.writeValueAsString(answer));
                } else {
                    folder.missing(file, "the answer is no list");
                }
            } catch (NotHadException e) {
                folder.missing(file, e.getMessage());
            }
        }
        objects.saveVolumes(server, scope, folder);
        return objects;
    }

    /** {@return the objects of a kind} */
    List<JsonNode> all(ServedKind kind) {
        return found.getOrDefault(kind, List.of());
    }

    /** Those that the claims are bound to, and those that were made for the scenario, whether or not they are bound. */
    private void saveVolumes(Server server, Scope scope, Folder folder) {
        Map<String, JsonNode> volumes = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        all(ServedKind.PERSISTENT_VOLUME_CLAIM).stream()
                .map(claim -> claim.path("spec").path("volumeName").asString(""))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        String file = "persistentvolumes.yaml";
        try {
            for (JsonNode volume : server.json(
                            ServedKind.PERSISTENT_VOLUME.path() + "?labelSelector=" + scope.selector())
                    .path("items")
                    .values()) {
                volumes.put(volume.path("metadata").path("name").asString(""), volume);
            }
            for (String name : names) {
                if (!volumes.containsKey(name)) {
                    volumes.put(name, server.json(ServedKind.PERSISTENT_VOLUME.path() + "/" + name));
                }
            }
        } catch (NotHadException e) {
            folder.missing(file, e.getMessage());
        }
        ObjectNode list = JsonMapper.shared().createObjectNode();
        list.put("kind", "List").put("apiVersion", "v1");
        ArrayNode items = list.putArray("items");
        volumes.values().forEach(items::add);
        complete(items, "v1", "PersistentVolume");
        folder.write(file, YAML.writeValueAsString(list));
    }

    private static void keep(ArrayNode items, Scope scope) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (!scope.includes(items.get(i).path("metadata").path("name").asString(""))) {
                items.remove(i);
            }
        }
    }

    /** In a list the server leaves out of each object what it is; with it, an object can be used on its own. */
    private static void complete(ArrayNode items, String apiVersion, String kind) {
        for (int i = 0; i < items.size(); i++) {
            ObjectNode whole = JsonMapper.shared().createObjectNode();
            whole.put("apiVersion", apiVersion).put("kind", kind);
            items.get(i).properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
            items.set(i, whole);
        }
    }
}
