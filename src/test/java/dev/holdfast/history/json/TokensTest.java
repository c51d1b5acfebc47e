package dev.holdfast.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class TokensTest {
    private final Shared shared = new Shared(1 << 6);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":\"b\",\"c\":\"d\"}",
                " { \"a\" : \"b\" ,\n\t\"c\" : 12 , \"d\" : true, \"e\" : null } ",
                "{\"quote\":\"say \\\"hi\\\"\",\"back\":\"\\\\\",\"line\":\"a\\nb\",\"code\":\"\\u00e9\\ud83d\\ude00\"}",
                "{\"a\\\"b\":\"\\/\",\"\\u0061\\\\\":\"\\b\\f\\r\\t\",\"\":\"\"}",
                "{\"n\":-10,\"f\":1.5,\"big\":123456789012345678901234567890,\"t\":true,\"o\":{},\"l\":[]}",
                "{\"same\":\"one\",\"same\":\"two\"}",
                "{\"größe\":\"Grüße 😀\",\"long\":\"0123456789abcdef0123456789abcdef\"}",
                "{\"eightbyt\":\"es\\\\\\\\\\\"}\",\"next\":\"}\"}",
            })
    void readsTextsAsAGeneralParserDoes(String json) {
        Map<String, String> expected = Json.texts(Json.MAPPER.readTree(json));

        assertThat(tokens(json).texts()).isEqualTo(expected);
    }

    @Test
    void goesThroughValuesAsAGeneralParserDoes() {
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            JsonNode value = RandomJson.value(random, 4);
            String json = random.nextBoolean() ? value.toString() : value.toPrettyString();

            assertThat(whole(tokens(json))).as(json).isEqualTo(value);
            assertThat(tokens(json).end()).as(json).isEqualTo(json.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void goesPastWhatNobodyReads() {
        Tokens tokens = tokens("{\"skip\":{\"x\":[1,{\"y\":\"}]\"}]},\"list\":[[1],{\"z\":2},\"three\",4.5],\"n\":-7}");
        List<String> texts = new ArrayList<>();
        long[] number = new long[1];
        tokens.fields(name -> {
            switch (name) {
                case "list" -> tokens.elements(() -> texts.add(tokens.text()));
                case "n" -> number[0] = tokens.number(0);
                default -> {}
            }
        });

        assertThat(texts).containsExactly("", "", "three", "4.5");
        assertThat(number[0]).isEqualTo(-7);
    }

    @Test
    void goesPastManagedFieldsThatItKnowsAndThatItDoesNot() {
        String begin =
                "{\"f:status\":{\"f:conditions\":{\"k:{\\\"type\\\":\\\"Ready\\\"}\":{" + "\"f:x\":{},".repeat(20);
        List<String> fields = List.of(begin + "\"f:y\":{}}}}}", begin + "\"f:z\":{}}}}}", "{}", "{\"f:a\":\"}\"}");
        Random random = new Random(4711);
        for (int i = 0; i < 200; i++) {
            String one = fields.get(random.nextInt(fields.size()));
            String other = fields.get(random.nextInt(fields.size()));
            String json = "{\"managedFields\":[{\"fieldsV1\":" + one + "},{\"fieldsV1\":" + other + "}],\"a\":\"b\"}";

            assertThat(tokens(json).texts()).isEqualTo(Json.texts(Json.MAPPER.readTree(json)));
            assertThat(tokens(json).end()).isEqualTo(json.length());
            assertThat(whole(tokens(json))).isEqualTo(Json.MAPPER.readTree(json));
        }
    }

    @Test
    void readsOneValueAfterTheOther() {
        Tokens tokens = tokens("{\"a\":\"1\"}\n{\"a\":\"2\"}\n");

        assertThat(tokens.texts()).containsEntry("a", "1");
        assertThat(tokens.next()).isTrue();
        assertThat(tokens.texts()).containsEntry("a", "2");
        assertThat(tokens.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "-7,-7",
        "9223372036854775807,9223372036854775807",
        "9223372036854775808,42",
        "1.5,42",
        "1e3,42",
        "-,42",
        "true,42",
        "null,42",
        "{},42"
    })
    void readsWholeNumbersAsFarAsALongGoes(String json, long number) {
        assertThat(tokens(json).number(42)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"'\"4711\"',4711", "'\"-1\"',-1", "4711,42", "'\"\"',42", "'\"47a\"',42", "null,42"})
    void readsNumbersThatAreWrittenAsTexts(String json, long number) {
        assertThat(tokens(json).numberInText(42)).isEqualTo(number);
    }

    @Test
    void keepsSortsOfObjectsApartAndReadsThemAllTheSame() {
        List<String> objects = List.of(
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"uid\":\"1\"},\"spec\":{\"name\":\"nginx\"}}",
                "{\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"web\"},\"spec\":{\"replicas\":\"2\",\"name\":\"web\"}}",
                "{\"metadata\":{\"uid\":\"2\",\"name\":\"web-1\"},\"kind\":\"Pod\"}",
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-0\",\"uid\":\"1\",\"kind\":\"\"}}");
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            String json = objects.get(random.nextInt(objects.size()));
            Tokens tokens = tokens(json);
            ObjectNode read = Json.MAPPER.createObjectNode();
            String[] kind = {""};
            tokens.fields(name -> {
                kind[0] = name.equals("kind") ? tokens.text() : kind[0];
                if (tokens.isObject()) {
                    tokens.apart(kind[0]);
                }
                read.set(name, whole(tokens));
            });

            assertThat(read).isEqualTo(Json.MAPPER.readTree(json));
        }
    }

    @Test
    void readsTheSameBytesOnce() {
        String rest = ",\"b\":\"" + "x".repeat(200) + "\"}";
        Tokens tokens = tokens("[{\"a\":\"1\"" + rest + ",{\"a\":\"1\"" + rest + ",{\"a\":\"2\"" + rest + "]");
        List<Text> read = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        tokens.elements(() -> read.add(tokens.once(Text.class, value -> {
            asked.add(value.texts().get("a"));
            return new Text.Kept(asked.get(asked.size() - 1));
        })));

        assertThat(asked).containsExactly("1", "2");
        assertThat(read).extracting(Text::read).containsExactly("1", "1", "2");
    }

    @Test
    void tellsShortValuesApartWhateverFollows() {
        Random random = new Random(4711);
        List<String> values = List.of("[]", "{}", "[1]", "[12]", "{\"a\":1}", "{\"a\":12}", "[[]]", "[{}]");
        for (int i = 0; i < 500; i++) {
            String json = "[" + values.get(random.nextInt(values.size())) + ","
                    + values.get(random.nextInt(values.size())) + "]";
            List<JsonNode> read = new ArrayList<>();
            Tokens tokens = tokens(json);
            tokens.elements(() -> read.add(tokens.once(JsonNode.class, Tokens::tree)));

            assertThat(read).as(json).containsExactlyElementsOf(Json.MAPPER.readTree(json));
        }
    }

    @Test
    void givesEqualTemplatesTheSameFingerprint() {
        assertThat(tokens("{\"a\":1,\"b\":[2]}").fingerprint())
                .isEqualTo(tokens("{ \"b\": [2], \"a\": 1 }").fingerprint())
                .isNotEqualTo(tokens("{\"a\":1,\"b\":[3]}").fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":\"b",
                "{\"a\":[1,2}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                ""
            })
    void refusesWhatIsNotJson(String json) {
        assertThatThrownBy(() -> tokens(json).texts()).isInstanceOf(IllegalArgumentException.class);
    }

    private Tokens tokens(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Tokens(bytes, 0, bytes.length, shared);
    }

    /** The value, read field by field and element by element. */
    private static JsonNode whole(Tokens tokens) {
        if (tokens.isObject()) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            tokens.fields(name -> object.set(name, whole(tokens)));
            return object;
        }
        if (tokens.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            tokens.elements(() -> array.add(whole(tokens)));
            return array;
        }
        return tokens.isText() ? StringNode.valueOf(tokens.text()) : tokens.tree();
    }
}
