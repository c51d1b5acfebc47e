package dev.holdfast.scenario.action;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A field of a StatefulSet as features name it, and what they say that it is to be. */
public enum SetField {
    NAME("name", "metadata.name"),
    SELECTOR("selector", "spec.selector"),
    SERVICE_NAME("serviceName", "spec.serviceName"),
    POD_MANAGEMENT_POLICY("podManagementPolicy", "spec.podManagementPolicy"),
    VOLUME_CLAIM_TEMPLATES("volumeClaimTemplates", "spec.volumeClaimTemplates"),
    REPLICAS("replicas", "spec.replicas"),
    START("ordinals start", "spec.ordinals.start"),
    TEMPLATE("template", "spec.template.metadata.annotations"),
    UPDATE_STRATEGY("updateStrategy", "spec.updateStrategy"),
    PARTITION("partition", "spec.updateStrategy.rollingUpdate.partition"),
    MAX_UNAVAILABLE("maxUnavailable", "spec.updateStrategy.rollingUpdate.maxUnavailable"),
    REVISION_HISTORY_LIMIT("revisionHistoryLimit", "spec.revisionHistoryLimit"),
    MIN_READY_SECONDS("minReadySeconds", "spec.minReadySeconds"),
    WHEN_DELETED("whenDeleted", "spec.persistentVolumeClaimRetentionPolicy.whenDeleted"),
    WHEN_SCALED("whenScaled", "spec.persistentVolumeClaimRetentionPolicy.whenScaled"),
    RESTART_POLICY("restartPolicy", "spec.template.spec.restartPolicy"),
    ACTIVE_DEADLINE_SECONDS("activeDeadlineSeconds", "spec.template.spec.activeDeadlineSeconds");

    /** What a table says of a field that is not to be there. */
    private static final String LEFT_OUT = "left out";

    private final String word;
    private final String path;

    SetField(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /** The field that features call so. */
    public static SetField of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field of a StatefulSet is called " + word));
    }

    /** Sets the field in an object, or takes it out. */
    void set(ObjectNode object, String said) {
        ObjectNode at = object;
        List<String> names = List.of(path.split("\\.", -1));
        for (String name : names.subList(0, names.size() - 1)) {
            at = at.path(name).isObject() ? (ObjectNode) at.path(name) : at.putObject(name);
        }
        String last = names.get(names.size() - 1);
        if (said.equals(LEFT_OUT)) {
            at.remove(last);
        } else {
            at.set(last, value(said));
        }
    }

    /** What features say that it is to be, as it is written. */
    private JsonNode value(String said) {
        return switch (said) {
            case "empty" -> json("{}");
            case "for other labels" -> json("{\"matchLabels\":{\"app\":\"another\"}}");
            case "with another annotation" -> json("{\"example.com/note\":\"another\"}");
            case "with one more claim" ->
                json("[{\"metadata\":{\"name\":\"more\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
                        + "\"resources\":{\"requests\":{\"storage\":\"1Mi\"}}}}]");
            case "OnDelete" -> json("{\"type\":\"OnDelete\",\"rollingUpdate\":null}");
            case "OnDelete, with a partition" -> json("{\"type\":\"OnDelete\",\"rollingUpdate\":{\"partition\":1}}");
            default -> plain(said);
        };
    }

    private JsonNode plain(String said) {
        JsonNodeFactory values = JsonNodeFactory.instance;
        if (this == UPDATE_STRATEGY) {
            return values.objectNode().put("type", said);
        }
        return said.matches("-?\\d+") ? values.numberNode(Integer.parseInt(said)) : values.stringNode(said);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
