package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamespaceShareTest {

    private static final List<String> NAMESPACES =
            IntStream.range(0, 1000).mapToObj(number -> "team-" + number).toList();

    @Test
    void eachNamespaceBelongsToExactlyOne() {
        for (int count = 1; count <= 7; count++) {
            List<NamespaceShare> all = shares(count);
            assertThat(NAMESPACES).allSatisfy(namespace -> assertThat(all)
                    .filteredOn(share -> share.contains(namespace))
                    .hasSize(1));
        }
    }

    @Test
    void noneHasMuchMoreThanTheOthers() {
        assertThat(shares(4)).allSatisfy(share -> assertThat(NAMESPACES.stream().filter(share::contains))
                .hasSizeBetween(200, 300));
    }

    @Test
    void aNamespaceStaysWhereItIsInEveryRelease() {
        assertThat(new NamespaceShare(0, 3).contains("default")).isFalse();
        assertThat(new NamespaceShare(1, 3).contains("default")).isTrue();
        assertThat(new NamespaceShare(2, 3).contains("default")).isFalse();
    }

    @Test
    void whatBelongsToTheWholeClusterBelongsToAll() {
        assertThat(shares(3)).allMatch(share -> share.contains(""));
    }

    @Test
    void thereIsNoShareBeyondTheLast() {
        assertThatThrownBy(() -> new NamespaceShare(3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no share 3 of 3, counted from 0");
        assertThatThrownBy(() -> new NamespaceShare(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NamespaceShare(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<NamespaceShare> shares(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new NamespaceShare(index, count))
                .toList();
    }
}
