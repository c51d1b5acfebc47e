package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K3sImageTest {

    @ParameterizedTest
    @CsvSource({
        "1.35.7,rancher/k3s:v1.35.7-k3s1",
        "v1.35.7,rancher/k3s:v1.35.7-k3s1",
        "v1.35.7-k3s2,rancher/k3s:v1.35.7-k3s2",
        "v1.35.7+k3s2,rancher/k3s:v1.35.7-k3s2",
        "rancher/k3s:v1.34.1-k3s1,rancher/k3s:v1.34.1-k3s1",
        "mirror.example:5000/other/k3s:v1.34.1-k3s1,mirror.example:5000/other/k3s:v1.34.1-k3s1",
    })
    void readsAVersionOrAWholeName(String chosen, String name) {
        assertThat(K3sImage.read(chosen).name()).isEqualTo(name);
        assertThat(K3sImage.read(chosen).built()).isFalse();
    }

    @Test
    void readsThatItIsBuiltHere() {
        assertThat(K3sImage.read("build").built()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a b", "UPPER/case:tag", "''"})
    void refusesWhatNamesNoImage(String chosen) {
        assertThatThrownBy(() -> K3sImage.read(chosen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nor the name of an image");
    }
}
