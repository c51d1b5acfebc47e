package dev.holdfast.report.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RerunCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "./holdfast verify                                               | ./holdfast verify",
                "./holdfast verify --tags '@order and not @slow' --context stage | ./holdfast verify --context stage",
                "./holdfast verify --tags=@order --repeat 3 --nodes 2            | ./holdfast verify --nodes 2",
                "HOLDFAST_TAGS=@order HOLDFAST_NODES=2 ./holdfast verify         | HOLDFAST_NODES=2 ./holdfast verify",
                "./holdfast verify --rerun-failed --report /tmp/r --context a    | ./holdfast verify --context a",
                "./holdfast sabotage --component kcm=/tmp/kcm --scenario Pods    | ./holdfast verify --component kcm=/tmp/kcm",
                "./holdfast sabotage --fault F01                                 | ./holdfast verify",
                "bin/holdfast verify --context a                                 | bin/holdfast verify --context a",
                "kubectl holdfast verify --tags @order --context a               | kubectl holdfast verify --context a",
                "HOLDFAST_NODES=2 '/a b/bin/holdfast' verify --tags @order       | HOLDFAST_NODES=2 '/a b/bin/holdfast' verify",
                "holdfast --config verify sabotage --component kcm=/k --fault F1 | holdfast --config verify verify --component kcm=/k --fault F1",
                "bin/holdfast sabotage --fault F01                               | bin/holdfast verify",
                "mvn verify -Dholdfast.tags=@order                               | ./holdfast verify",
            })
    void keepsTheClusterAndChoosesTheScenario(String command, String expected) throws IOException {
        assertThat(RerunCommand.of(Optional.of(command), scenario("Pods end in order")))
                .isEqualTo(expected + " --scenario 'Pods end in order$'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pod 2 (of 3) isn't \"there\"", "With {0..N-1} * [x] \\ ^$|?", "由第 0 个副本"})
    void findsATitleWhateverIsInIt(String title) throws IOException {
        String command = RerunCommand.of(Optional.empty(), scenario(title));
        String pattern = command.replaceFirst("^./holdfast verify --scenario '(.*)'$", "$1");
        assertThat(pattern).isNotEqualTo(command).doesNotContain("'");
        assertThat(Pattern.compile(pattern).matcher("Feature › " + title).find())
                .isTrue();
        assertThat(Pattern.compile(pattern)
                        .matcher("Feature › " + title + " again")
                        .find())
                .as("the title of another scenario that begins alike")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./holdfast judge a.jsonl --report target/judged",
                "'/opt/holdfast 1/bin/holdfast' judge 'a b.jsonl'",
                "holdfast report a.jsonl"
            })
    void judgesAgainWhatWasJudged(String command) throws IOException {
        assertThat(RerunCommand.of(Optional.of(command), scenario("demo/web"))).isEqualTo(command);
    }

    private static SavedScenario scenario(String name) throws IOException {
        return SavedRun.parse("{\"outcome\": \"PASSED\", \"scenarios\": [{\"outcome\": \"PASSED\", \"name\": "
                        + JsonMapper.shared().writeValueAsString(name) + "}]}")
                .scenarios()
                .get(0);
    }
}
