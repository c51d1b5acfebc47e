package dev.holdfast.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonReaderTest {
    private static final int PLACES = 1 << 6;

    private final JsonReader shared = new JsonReader(PLACES);

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
        Map<String, String> expected = texts(json);

        assertThat(reader(json).textMap()).isEqualTo(expected);
    }

    @Test
    void goesPastWhatNobodyReads() {
        JsonReader reader =
                reader("{\"skip\":{\"x\":[1,{\"y\":\"}]\"}]},\"list\":[[1],{\"z\":2},\"three\",4.5],\"n\":-7}");
        List<String> texts = new ArrayList<>();
        long[] number = new long[1];
        reader.fields(name -> {
            switch (name) {
                case "list" -> reader.elements(() -> texts.add(reader.text()));
                case "n" -> number[0] = reader.number(0);
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

            assertThat(reader(json).textMap()).isEqualTo(texts(json));
            assertThat(reader(json).end()).isEqualTo(json.length());
            assertThat(JsonReaderFuzzTest.whole(reader(json)))
                    .isEqualTo(JsonMapper.shared().readTree(json));
        }
    }

    @Test
    void readsOneValueAfterTheOther() {
        JsonReader reader = reader("{\"a\":\"1\"}\n{\"a\":\"2\"}\n");

        assertThat(reader.textMap()).containsEntry("a", "1");
        assertThat(reader.next()).isTrue();
        assertThat(reader.textMap()).containsEntry("a", "2");
        assertThat(reader.next()).isFalse();
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
        assertThat(reader(json).number(42)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"'\"4711\"',4711", "'\"-1\"',-1", "4711,42", "'\"\"',42", "'\"47a\"',42", "null,42"})
    void readsNumbersThatAreWrittenAsTexts(String json, long number) {
        assertThat(reader(json).numberInText(42)).isEqualTo(number);
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
            JsonReader reader = reader(json);
            ObjectNode read = JsonMapper.shared().createObjectNode();
            String[] kind = {""};
            reader.fields(name -> {
                kind[0] = name.equals("kind") ? reader.text() : kind[0];
                if (reader.isObject()) {
                    reader.apart(kind[0]);
                }
                read.set(name, JsonReaderFuzzTest.whole(reader));
            });

            assertThat(read).isEqualTo(JsonMapper.shared().readTree(json));
        }
    }

    @Test
    void readsTheSameBytesOnce() {
        String rest = ",\"b\":\"" + "x".repeat(200) + "\"}";
        JsonReader reader = reader("[{\"a\":\"1\"" + rest + ",{\"a\":\"1\"" + rest + ",{\"a\":\"2\"" + rest + "]");
        List<String> read = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        reader.elements(() -> read.add(reader.once(String.class, value -> {
            asked.add(value.textMap().get("a"));
            return asked.get(asked.size() - 1);
        })));

        assertThat(asked).containsExactly("1", "2");
        assertThat(read).containsExactly("1", "1", "2");
    }

    @Test
    void tellsShortValuesApartWhateverFollows() {
        Random random = new Random(4711);
        List<String> values = List.of("[]", "{}", "[1]", "[12]", "{\"a\":1}", "{\"a\":12}", "[[]]", "[{}]");
        for (int i = 0; i < 500; i++) {
            String json = "[" + values.get(random.nextInt(values.size())) + ","
                    + values.get(random.nextInt(values.size())) + "]";
            List<JsonNode> read = new ArrayList<>();
            JsonReader reader = reader(json);
            reader.elements(() -> read.add(reader.once(JsonNode.class, JsonReader::tree)));

            assertThat(read)
                    .as(json)
                    .containsExactlyElementsOf(JsonMapper.shared().readTree(json));
        }
    }

    @Test
    void givesEqualTemplatesTheSameFingerprint() {
        assertThat(reader("{\"a\":1,\"b\":[2]}").fingerprint())
                .isEqualTo(reader("{ \"b\": [2], \"a\": 1 }").fingerprint())
                .isNotEqualTo(reader("{\"a\":1,\"b\":[3]}").fingerprint());
    }

    @Test
    void readsWhatIsNamed() {
        assertThat(reader("{\"b\":\"1\",\"c\":{\"a\":\"9\"},\"a\":true}").texts("a", "b", "none"))
                .containsExactly("true", "1", "");
        assertThat(reader("[]").texts("a")).containsExactly("");
    }

    @Test
    void readsWhatLiesInsideFields() {
        List<String> read = new ArrayList<>();
        for (String json : List.of(
                "{\"x\":{\"b\":\"no\"},\"a\":{\"c\":\"no\",\"b\":\"yes\"},\"b\":\"no\"}",
                "{\"a\":\"b\"}",
                "{\"a\":null}",
                "[]")) {
            JsonReader reader = reader(json);
            reader.inside(() -> read.add(reader.text()), "a", "b");
        }

        assertThat(read).containsExactly("yes");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "-7,-7", "2147483647,2147483647", "2147483648,42", "-2147483649,42", "1.5,42"})
    void readsIntegersAsFarAsAnIntGoes(String json, int number) {
        assertThat(reader(json).integer(42)).isEqualTo(number);
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
        assertThatThrownBy(() -> reader(json).textMap()).isInstanceOf(IllegalArgumentException.class);
    }

    private JsonReader reader(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return shared.begin(bytes, 0, bytes.length);
    }

    /** What the fields of an object say as texts, read by Jackson. */
    private static Map<String, String> texts(String json) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field :
                JsonMapper.shared().readTree(json).properties()) {
            texts.put(field.getKey(), field.getValue().asString(""));
        }
        return texts;
    }
}
