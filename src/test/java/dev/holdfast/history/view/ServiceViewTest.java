package dev.holdfast.history.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceViewTest {

    @Test
    void readsAHeadlessService() {
        ServiceView view = ServiceView.of(Resource.parse("""
                {"kind": "Service", "metadata": {"name": "svc", "namespace": "demo", "resourceVersion": "7"},
                 "spec": {"clusterIP": "None", "publishNotReadyAddresses": true, "selector": {"app": "web"},
                          "ports": [{"name": "web", "port": 80, "targetPort": "http", "protocol": "TCP"},
                                    {"name": "peer", "port": 7000, "targetPort": 7001},
                                    {"name": "dns", "port": 53, "protocol": "UDP"},
                                    {"port": 99}]}}
                """));

        assertThat(view.headless()).isTrue();
        assertThat(view.publishesNotReady()).isTrue();
        assertThat(view.ports())
                .isEqualTo(Map.of(
                        "web", new ServiceView.Port("TCP", "http"),
                        "peer", new ServiceView.Port("TCP", "7001"),
                        "dns", new ServiceView.Port("UDP", "53")));
        assertThat(view.selects(Map.of("app", "web", "more", "labels"))).isTrue();
        assertThat(view.selects(Map.of("app", "other"))).isFalse();
    }

    @Test
    void readsAServiceWithAnAddressThatSelectsNothingByItself() {
        ServiceView view = ServiceView.of(Resource.parse("""
                {"kind": "Service", "metadata": {"name": "svc", "namespace": "demo", "resourceVersion": "7"},
                 "spec": {"clusterIP": "10.96.0.7"}}
                """));

        assertThat(view.headless()).isFalse();
        assertThat(view.publishesNotReady()).isFalse();
        assertThat(view.selects(Map.of("app", "web"))).isFalse();
    }
}
