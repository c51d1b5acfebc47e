package dev.holdfast.manifest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads files of manifests: YAML or JSON, several documents in each, lists of objects among them. What it refuses is an
 * {@link IllegalArgumentException} with one sentence.
 */
final class ManifestReader {

    /** The fields in which people write permissions as an octal number with a leading 0, as YAML 1.1 reads it. */
    private static final Set<String> MODES = Set.of("defaultMode", "mode");

    /** By the rules of JSON a number with a leading 0 is a text, and so is not taken for another number. */
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestReader() {}

    /** {@return all objects in some files, in the order in which they are written} */
    static List<Manifest> read(List<Path> files) {
        List<Manifest> all = new ArrayList<>();
        for (Path file : files) {
            int before = all.size();
            read(file, all);
            if (all.size() == before) {
                throw new IllegalArgumentException(file + " has no object in it");
            }
        }
        return all;
    }

    private static void read(Path file, List<Manifest> all) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        int document = 0;
        try {
            for (Object next : new Load(SETTINGS).loadAllFromString(Files.readString(file))) {
                document++;
                if (next != null) {
                    add(JSON.valueToTree(next), file + ", document " + document, all);
                }
            }
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException(file + line(broken) + " is neither YAML nor JSON", broken);
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException(file + " is not text", binary);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static String line(YamlEngineException broken) {
        return broken instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> ", line " + (mark.getLine() + 1) + ",")
                        .orElse("")
                : "";
    }

    private static void add(JsonNode node, String place, List<Manifest> all) {
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(place + " is no Kubernetes object: it has no kind");
        }
        String kind = object.path("kind").asString("");
        if (kind.isEmpty() || object.path("apiVersion").asString("").isEmpty()) {
            throw new IllegalArgumentException(
                    place + " is no Kubernetes object: it has no " + (kind.isEmpty() ? "kind" : "apiVersion"));
        }
        if (kind.endsWith("List") && object.path("items").isArray()) {
            object.path("items").values().forEach(item -> add(item, place, all));
            return;
        }
        Manifest manifest = new Manifest(object, place);
        if (manifest.name().isEmpty()) {
            throw new IllegalArgumentException(place + ": the " + kind + " has no metadata.name");
        }
        octal(object);
        all.add(manifest);
    }

    private static void octal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String field : MODES) {
                String written = object.path(field).asString("");
                if (object.path(field).isString() && written.matches("0[0-7]{1,4}")) {
                    object.put(field, Integer.parseInt(written, 8));
                }
            }
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.values().forEach(ManifestReader::octal);
        }
    }
}
