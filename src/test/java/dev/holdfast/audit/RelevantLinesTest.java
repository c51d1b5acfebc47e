package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.RelevantLines.Relevance;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelevantLinesTest {

    @ParameterizedTest
    @CsvSource({
        "create, pods,                   web-0,         PARSE",
        "create, pods,                   web-12,        PARSE",
        "create, pods,                   web-7d4f-x2abq, NONE",
        "create, pods,                   '',            NONE",
        "deletecollection, pods,         '',            PARSE",
        "get,    pods,                   web-0,         NONE",
        "list,   statefulsets,           '',            NONE",
        "update, statefulsets,           web,           PARSE",
        "patch,  persistentvolumeclaims, www-web-0,     PARSE",
        "patch,  persistentvolumeclaims, data,          NONE",
        "update, persistentvolumes,      pvc-1,         PARSE",
        "create, controllerrevisions,    web-5d4,       PARSE",
        "delete, namespaces,             demo,          PARSE",
        "update, leases,                 node-1,        NONE",
        "create, podtemplates,           web-0,         NONE",
    })
    void tellsByTheObjectOfTheRequest(String verb, String resource, String name, Relevance relevance) {
        String line = "{\"kind\":\"Event\",\"verb\":\"" + verb + "\",\"objectRef\":{\"resource\":\"" + resource
                + "\",\"namespace\":\"demo\"" + (name.isEmpty() ? "" : ",\"name\":\"" + name + "\"")
                + "},\"responseObject\":{\"metadata\":{\"name\":\"other-0\"}}}";

        assertThat(of(line)).isEqualTo(relevance);
    }

    @Test
    void parsesWhatIsWrittenOtherwise() {
        assertThat(of("{ \"verb\": \"update\", \"objectRef\": { \"resource\": \"leases\" } }"))
                .isEqualTo(Relevance.PARSE);
        assertThat(of("{}")).isEqualTo(Relevance.PARSE);
    }

    @Test
    void looksAtNothingOutsideOfTheLine() {
        byte[] bytes = "{\"verb\":\"get\"}\"objectRef\":{\"resource\":\"leases\"".getBytes(StandardCharsets.UTF_8);

        assertThat(RelevantLines.of(bytes, 0, 14)).isEqualTo(Relevance.PARSE);
    }

    private static Relevance of(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return RelevantLines.of(bytes, 0, bytes.length);
    }
}
