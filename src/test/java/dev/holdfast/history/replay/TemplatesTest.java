package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
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

    @Test
    void findsAnotherCommand() {
        assertThat(difference("'args':['-q']", "'args':['-v']")).contains("its container nginx runs another command");
        assertThat(difference("'command':['nginx','-q']", "'command':['-q']"))
                .contains("its container nginx runs another command");
    }

    @Test
    void allowsAdmissionToHaveAnotherProgramStartIt() {
        assertThat(difference("'command':['nginx'],'args':['-q']", "'command':['/secrets/env'],'args':['nginx','-q']"))
                .isEmpty();
    }

    @Test
    void findsAnotherValueOfAVariable() {
        assertThat(difference(variable("-q"), variable("-v")))
                .contains("the variable OPTIONS of its container nginx is '-v' instead of '-q'");
        assertThat(difference(variable("-q"), variable("-qv"))).isNotEmpty();
        assertThat(difference(variable("-q"), variable("--q"))).isNotEmpty();
        assertThat(difference(variable("-q"), variable("-x-q -v"))).isNotEmpty();
        assertThat(difference(variable("-q"), "'env':[]"))
                .contains("the variable OPTIONS of its container nginx is nothing instead of '-q'");
    }

    @Test
    void allowsAdmissionToAddToAVariable() {
        assertThat(difference(variable("-q"), variable("-q -javaagent:/trace.jar")))
                .isEmpty();
        assertThat(difference(variable("/usr/lib"), variable("/trace/lib:/usr/lib")))
                .isEmpty();
        assertThat(difference(variable("/usr/lib"), variable("/trace/lib:/usr/lib:/trace")))
                .isEmpty();
    }

    @Test
    void allowsAdmissionToSayTheTagThatIsMeant() {
        assertThat(difference("'command':['nginx']", "'command':['nginx']", "nginx", "docker.io/library/nginx:latest"))
                .isEmpty();
        assertThat(difference("'command':['nginx']", "'command':['nginx']", "nginx", "docker.io/library/nginx:1"))
                .isNotEmpty();
    }

    private static String variable(String value) {
        return "'env':[{'name':'OPTIONS','value':'" + value + "'}]";
    }

    private static Optional<String> difference(String wanted, String has) {
        return difference(wanted, has, "nginx:1", "nginx:1");
    }

    private static Optional<String> difference(String wanted, String has, String image, String runs) {
        String container = "{'name':'nginx','image':'%s',%s}";
        Story story = new Story()
                .tell(seen(
                        "{'kind':'ControllerRevision','metadata':{'namespace':'demo','name':'web-5d4','resourceVersion':'7'},"
                                + "'data':{'spec':{'template':{'spec':{'containers':["
                                + String.format(container, image, wanted)
                                + "]}}}}}"))
                .tell(seen(
                        "{'kind':'Pod','metadata':{'namespace':'demo','name':'web-0','resourceVersion':'8'},'spec':{'containers':["
                                + String.format(container, runs, has) + "]}}"));
        return difference(story);
    }

    private static Observation seen(String json) {
        return Observation.of(Change.ADDED, Resource.parse(json.replace('\'', '"')));
    }

    private static Optional<String> difference(String image) {
        Story story =
                new Story().revision("web-5d4", "docker.io/library/nginx:1", 1).makes("web-5d4", image);
        story.pod(0).added();
        return difference(story);
    }

    private static Optional<String> difference(Story story) {
        History history = story.history();
        PodView pod = PodView.of(history.observations(Kinds.POD).get(0));
        return new Templates(SetTimeline.of(history, Story.NAMESPACE, Story.SET)).difference(pod, "web-5d4");
    }
}
