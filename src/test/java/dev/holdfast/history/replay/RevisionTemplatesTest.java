package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Story;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionTemplatesTest {
    private final Story story = new Story();

    @Test
    void tellsWhichTemplateEachRevisionKeeps() {
        story.set().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");

        RevisionTemplates templates = templates();

        assertThat(templates.keeps("web-1", first())).isTrue();
        assertThat(templates.keeps("web-2", last())).isTrue();
        assertThat(templates.keeps("web-1", last())).isFalse();
        assertThat(templates.earlier(first(), "web-2")).isTrue();
        assertThat(templates.earlier(last(), "web-1")).isFalse();
    }

    @Test
    void leavesARevisionToTheTemplateThatHadItFirst() {
        story.set().settledOn("web-1", "nginx:1");
        story.set().template("nginx:2").changed().settled();

        RevisionTemplates templates = templates();

        assertThat(templates.keeps("web-1", first())).isTrue();
        assertThat(templates.keeps("web-1", last())).isFalse();
    }

    @Test
    void doesNotKnowARevisionOfATemplateThatWasNotSeen() {
        story.set().template("nginx:2").revisions("web-1", "web-1").counts(2, 2).changed();
        story.set()
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .written();

        assertThat(templates().knows("web-1")).isFalse();
    }

    @Test
    void doesNotTakeATemplateOfTheSetBeforeForThatOfTheNext() {
        story.set().template("nginx:1").added().deleted();
        story.set()
                .again("uid-other")
                .template("nginx:2")
                .added()
                .revisions("web-9", "web-9")
                .settled();

        assertThat(templates().keeps("web-9", last())).isTrue();
    }

    private RevisionTemplates templates() {
        return RevisionTemplates.of(set());
    }

    private SetTimeline set() {
        return SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);
    }

    private StatefulSetView first() {
        return StatefulSetView.of(set().states().get(0));
    }

    private StatefulSetView last() {
        List<Observation> states = set().states();
        return StatefulSetView.of(states.get(states.size() - 1));
    }
}
