package dev.holdfast.history.json;

import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON of chance, with all that makes texts hard to read. */
final class RandomJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] PIECES = {
        "a", "\"", "\\", "/", "\n", "\r", "\t", "\b", "\f", "\u0001", "é", "漢", "😀", "{", "}", "[", "]", ":", ",", " "
    };

    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String BLANKS = " \n\r\t";

    private RandomJson() {}

    /** A value that is nested no deeper than that. */
    static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 6 -> NODES.numberNode((random.nextInt(2000) - 1000) / 64.0);
            case 1 -> NODES.numberNode(random.nextInt(100) - 50);
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4, 5 -> NODES.stringNode(text(random));
            case 7 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(value(random, depth - 1));
        }
        return array;
    }

    static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(random), value(random, depth - 1));
        }
        return object;
    }

    /** The value as somebody may write it: with white space where that may be, and escapes that need not be. */
    static String write(JsonNode value, Random random) {
        StringBuilder json = new StringBuilder();
        write(value, random, json);
        return json.toString();
    }

    private static void write(JsonNode value, Random random, StringBuilder json) {
        blank(random, json);
        if (value.isObject()) {
            String between = "";
            json.append('{');
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                json.append(between);
                blank(random, json);
                quote(field.getKey(), random, json);
                blank(random, json);
                json.append(':');
                write(field.getValue(), random, json);
                between = ",";
            }
            blank(random, json);
            json.append('}');
        } else if (value.isArray()) {
            String between = "";
            json.append('[');
            for (JsonNode element : value) {
                json.append(between);
                write(element, random, json);
                between = ",";
            }
            blank(random, json);
            json.append(']');
        } else if (value.isString()) {
            quote(value.asString(), random, json);
        } else {
            json.append(value);
        }
        blank(random, json);
    }

    private static void quote(String text, Random random, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            int escape = ESCAPED.indexOf(next);
            // A pair of surrogates may be escaped as a whole only.
            boolean bare = Character.isSurrogate(next) || (next >= ' ' && next != '"' && next != '\\');
            if (escape >= 0 && random.nextBoolean()) {
                json.append('\\').append(ESCAPES.charAt(escape));
            } else if (!bare || (!Character.isSurrogate(next) && random.nextInt(4) == 0)) {
                json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) next));
            } else {
                json.append(next);
            }
        }
        json.append('"');
    }

    private static void blank(Random random, StringBuilder json) {
        for (int i = random.nextInt(8); i > 5; i--) {
            json.append(BLANKS.charAt(random.nextInt(BLANKS.length())));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
