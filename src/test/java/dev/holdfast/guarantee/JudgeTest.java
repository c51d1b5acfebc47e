package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private final Story story = new Story();

    @Test
    void judgesEachSetOnceByEveryGuarantee() {
        story.wholeSet(1);
        story.tell(Observation.of(Change.ADDED, set(Story.NAMESPACE, "other")));
        story.tell(Observation.of(Change.ADDED, set("elsewhere", "other")));
        story.set().settled();

        Subject web = Subject.of(Story.NAMESPACE, Story.SET);
        Subject other = Subject.of(Story.NAMESPACE, "other");
        Subject elsewhere = Subject.of("elsewhere", "other");
        assertThat(Judge.subjects(story.history())).containsExactly(web, other, elsewhere);
        List<Judgement> judgements = Judge.of(story.history(), Runnable::run);
        assertThat(judgements)
                .extracting(Judgement::subject)
                .containsOnly(web, other, elsewhere)
                .hasSize(3 * Catalogue.all().size());
        assertThat(judgements.subList(0, Catalogue.all().size()))
                .extracting(Judgement::guarantee)
                .extracting(Guarantee::id)
                .containsExactlyElementsOf(
                        Catalogue.all().stream().map(Guarantee::id).toList());
    }

    @Test
    void judgesByThoseGuaranteesAloneThatItIsGiven() {
        List<Guarantee> some = Catalogue.all().subList(2, 4);

        assertThat(Judge.by(some, story.wholeSet(1).history(), Runnable::run))
                .extracting(Judgement::guarantee)
                .containsExactlyElementsOf(some);
    }

    @Test
    void seesNoSetWhereThereIsNone() {
        assertThat(Judge.subjects(story.history())).isEmpty();
        assertThat(Judge.of(story.history(), Runnable::run)).isEmpty();
    }

    @Test
    void tellsWhatConcernedAGuaranteeFromWhatDidNot() {
        List<Entry> evidence = story.history().entries();

        assertThat(concerned(Verdict.passed("kept"))).isTrue();
        assertThat(concerned(Verdict.failed("broken", evidence))).isTrue();
        assertThat(concerned(Verdict.inconclusive("open", evidence))).isTrue();
        assertThat(concerned(Verdict.inconclusive("nothing", List.of()))).isFalse();
        assertThat(concerned(Verdict.notApplicable("not promised"))).isFalse();
    }

    private static boolean concerned(Verdict verdict) {
        Subject subject = Subject.of(Story.NAMESPACE, Story.SET);
        return new Judgement(subject, Catalogue.all().get(0), verdict).concerned();
    }

    private static Resource set(String namespace, String name) {
        return Resource.parse("""
                {"kind": "StatefulSet", "apiVersion": "apps/v1", "spec": {"replicas": 1},
                 "metadata": {"namespace": "%s", "name": "%s", "uid": "uid-%s-%s", "resourceVersion": "7"}}
                """.formatted(namespace, name, namespace, name));
    }
}
