package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServedKindTest {

    @Test
    void shouldFindTheCoreGroupApartFromTheOthers() {
        assertThat(ServedKind.PERSISTENT_VOLUME.path()).isEqualTo("/api/v1/persistentvolumes");
        assertThat(ServedKind.STATEFUL_SET.path()).isEqualTo("/apis/apps/v1/statefulsets");
    }

    @Test
    void shouldFindTheObjectsOfOneNamespace() {
        assertThat(ServedKind.POD.path("demo")).isEqualTo("/api/v1/namespaces/demo/pods");
        assertThat(ServedKind.ENDPOINT_SLICE.path("demo"))
                .isEqualTo("/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices");
    }
}
