package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerAnswerTest {

    @Test
    void unwrapsTheEnginesOwnWords() {
        assertThat(DockerAnswer.reason(new IllegalStateException("Status 500: {\"message\":\"no such host\"}\n")))
                .isEqualTo("no such host");
    }

    @Test
    void leavesOtherWordsOnOneLine() {
        assertThat(DockerAnswer.reason(new IllegalStateException("it is {not\njson")))
                .isEqualTo("it is {not json");
        assertThat(DockerAnswer.reason(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
