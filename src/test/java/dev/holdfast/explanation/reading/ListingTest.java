package dev.holdfast.explanation.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Listing listing = new Listing("in namespace shop");

    private static KubernetesClientException answer(int code, String message) {
        return new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    @Test
    void goesOnWithoutAKindThatMayNotBeRead() {
        List<String> nodes = listing.ifPossible("nodes", () -> {
            throw answer(403, "nodes is forbidden: User \"viewer\" cannot list resource \"nodes\"");
        });
        assertThat(nodes).isEmpty();
        assertThat(listing.unread()).containsExactly(Map.entry("nodes", "no permission"));
    }

    @Test
    void saysWhyElseAKindCannotBeRead() {
        listing.ifPossible("events", () -> {
            throw answer(500, "etcdserver: request timed out\nand more");
        });
        assertThat(listing.unread()).containsEntry("events", "etcdserver: request timed out");
    }

    @Test
    void doesNotCallAnObjectUnreadThatIsNotThere() {
        assertThat(listing.<String>oneIfPossible("services", () -> null)).isEmpty();
        assertThat(listing.unread()).isEmpty();
    }

    @Test
    void refusesWhenTheSetsThemselvesMayNotBeRead() {
        assertThatThrownBy(() -> listing.needed("statefulsets", () -> {
                    throw answer(403, "forbidden");
                }))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("no permission to read statefulsets in namespace shop; have somebody grant what"
                        + " `./holdfast rbac --explain` prints");
    }

    @Test
    void refusesInOneSentenceWhenTheServerFails() {
        assertThatThrownBy(() -> listing.needed("pods", () -> {
                    throw answer(503, "the server is currently unable to handle the request");
                }))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage(
                        "pods cannot be read in namespace shop: the server is currently unable to handle the request");
    }
}
