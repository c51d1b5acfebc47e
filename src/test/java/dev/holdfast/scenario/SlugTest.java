package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pod 1 is not created before pod 0 is Ready | pod-1-is-not-created-before-pod-0-is-ready",
                "Each pod's DNS name                        | each-pods-dns-name",
                "  --Übung, zwei--                          | ubung-zwei",
                "存储                                        | x",
            })
    void shouldKeepTheWords(String text, String slug) {
        assertThat(Slug.of(text, 63)).isEqualTo(slug);
    }

    @Test
    void shouldNotEndWithADashWhereItIsCut() {
        assertThat(Slug.of("one two", 4)).isEqualTo("one");
    }
}
