package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.PodView;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    @Test
    void findsNoDifferenceInTheSameImage() {
        assertThat(difference("nginx:1")).isEmpty();
    }

    @Test
    void findsAnotherImage() {
        assertThat(difference("nginx:2"))
                .contains("its container nginx has the image nginx:2 instead of docker.io/library/nginx:1");
    }

    @Test
    void allowsAdmissionAnotherRegistry() {
        assertThat(difference("mirror.example:5000/library/nginx:1")).isEmpty();
    }

    @Test
    void allowsAdmissionToPinTheImage() {
        assertThat(difference("docker.io/library/nginx@sha256:0123")).isEmpty();
        assertThat(difference("docker.io/library/nginx:1@sha256:0123")).isEmpty();
    }

    @Test
    void findsAnotherImageThoughItIsPinned() {
        assertThat(difference("docker.io/library/httpd@sha256:0123"))
                .contains("its container nginx has the image docker.io/library/httpd@sha256:0123 instead of"
                        + " docker.io/library/nginx:1");
    }

    private static Optional<String> difference(String image) {
        Story story =
                new Story().revision("web-5d4", "docker.io/library/nginx:1", 1).makes("web-5d4", image);
        story.pod(0).added();
        History history = story.history();
        PodView pod = PodView.of(history.observations(Kinds.POD).get(0));
        return new Templates(SetTimeline.of(history, Story.NAMESPACE, Story.SET)).difference(pod, "web-5d4");
    }
}
