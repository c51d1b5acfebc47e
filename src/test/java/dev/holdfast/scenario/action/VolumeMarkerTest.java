package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeMarkerTest {

    private final PodSecurityContext notRoot = new PodSecurityContextBuilder()
            .withRunAsNonRoot(true)
            .withFsGroup(1001L)
            .build();

    @Test
    void hasTheRightsOfTheContainerThatMountsTheVolume() {
        SecurityContext rights = new SecurityContextBuilder()
                .withRunAsUser(999L)
                .withAllowPrivilegeEscalation(false)
                .build();

        assertThat(VolumeMarker.told(Optional.of(rights), Optional.of(notRoot))).isEqualTo(rights);
        assertThat(VolumeMarker.told(Optional.empty(), Optional.empty())).isEqualTo(new SecurityContext());
    }

    @Test
    void isSomebodyWhereOnlyTheImageOfTheApplicationSaysWho() {
        assertThat(VolumeMarker.told(Optional.empty(), Optional.of(notRoot)).getRunAsUser())
                .isEqualTo(1001);
        SecurityContext rights =
                new SecurityContextBuilder().withRunAsNonRoot(true).build();
        assertThat(VolumeMarker.told(Optional.of(rights), Optional.empty()).getRunAsUser())
                .isEqualTo(65534);
    }

    @Test
    void isWhoThePodSays() {
        PodSecurityContext pod =
                new PodSecurityContextBuilder(notRoot).withRunAsUser(101L).build();

        assertThat(VolumeMarker.told(Optional.empty(), Optional.of(pod)).getRunAsUser())
                .isNull();
    }
}
