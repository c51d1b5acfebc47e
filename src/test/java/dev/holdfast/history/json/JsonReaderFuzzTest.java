package dev.holdfast.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The reader against Jackson, on JSON of chance that one reader reads one after the other, so that it recognizes what it can. */
class JsonReaderFuzzTest {
    private static final int VALUES = 400;
    private static final int DEPTH = 4;

    private final JsonReader reader = new JsonReader(1 << 5);

    @RepeatedTest(10)
    void readsWhatJacksonReads(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            String json = RandomJson.write(RandomJson.value(random, DEPTH), random);

            assertThat(whole(begin(json))).as(json).isEqualTo(jackson(json));
            assertThat(begin(json).once(JsonNode.class, JsonReader::tree))
                    .as(json)
                    .isEqualTo(jackson(json));
            assertThat(reader.end()).as(json).isEqualTo(json.stripTrailing().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @RepeatedTest(10)
    void goesPastWhatItIsNotAskedFor(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        for (int i = 0; i < VALUES; i++) {
            ObjectNode object = RandomJson.object(random, DEPTH);
            ObjectNode read = JsonMapper.shared().createObjectNode();
            ObjectNode asked = object.deepCopy();
            begin(RandomJson.write(object, random));
            reader.fields(name -> {
                if (random.nextBoolean()) {
                    read.set(name, whole(reader));
                } else {
                    asked.remove(name);
                }
            });

            assertThat(read).as(object.toString()).isEqualTo(asked);
        }
    }

    @RepeatedTest(5)
    void saysClearlyThatTheEndIsMissing(RepetitionInfo repetition) {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        for (int i = 0; i < VALUES / 10; i++) {
            byte[] bytes = bytes(RandomJson.object(random, DEPTH).toString());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);

                assertThatThrownBy(() -> whole(reader.begin(cut, 0, cut.length)))
                        .as(new String(cut, StandardCharsets.UTF_8))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Not JSON: ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "{\"a\\q\":1}"})
    void saysClearlyThatAnEscapeIsNone(String json) {
        assertThatThrownBy(() -> whole(begin(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not JSON: ");
    }

    private JsonReader begin(String json) {
        byte[] bytes = bytes(json);
        return reader.begin(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode jackson(String json) {
        return JsonMapper.shared().readTree(json);
    }

    /** The value, read field by field and element by element, some of it from what was read before. */
    static JsonNode whole(JsonReader reader) {
        if (reader.isObject()) {
            ObjectNode object = JsonMapper.shared().createObjectNode();
            reader.fields(name -> object.set(name, whole(reader)));
            return object;
        }
        if (reader.isArray()) {
            ArrayNode array = JsonMapper.shared().createArrayNode();
            reader.elements(() -> array.add(whole(reader)));
            return array;
        }
        return reader.isText() ? StringNode.valueOf(reader.text()) : reader.tree();
    }
}
