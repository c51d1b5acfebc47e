package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Images;
import dev.holdfast.scenario.Manifests;
import dev.holdfast.scenario.TutorialObjects;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetNamesTest {

    private SetNames names;

    @BeforeEach
    void readTheTutorial() {
        TutorialObjects objects = new TutorialObjects(
                new Manifests(Path.of("manifests", "tutorial")), new Images(Map.of("web", "localhost/web:1")));
        StatefulSet set = objects.set("nginx-statefulset", 2, ClaimSource.madeBy(Optional.of("any")));
        set.getMetadata().setNamespace("default");
        names = new SetNames(set);
    }

    @Test
    void shouldNameWhatTheTutorialNames() {
        assertThat(names.pod(0)).isEqualTo("nginx-statefulset-0");
        assertThat(names.dnsName(1)).isEqualTo("nginx-statefulset-1.stateful-svc.default.svc.cluster.local");
        assertThat(names.claims()).containsExactly("www-nginx-statefulset-0", "www-nginx-statefulset-1");
        assertThat(names.mountPath()).isEqualTo("/usr/share/nginx/html");
    }

    @Test
    void countsFromWhereTheSetSays() {
        names.object().getSpec().setOrdinals(new StatefulSetOrdinals(5));

        assertThat(names.start()).isEqualTo(5);
        assertThat(names.ordinals()).containsExactly(5, 6);
    }
}
