package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldFindingsTest {

    private static final Guarantee GUARANTEE = Catalogue.all().get(0);
    private static final Guarantee OTHER = Catalogue.all().get(1);

    private final ToldFindings told = new ToldFindings();

    @Test
    void tellsTheSameOnce() {
        Verdict verdict = Verdict.failed("pod 1 was created too early", List.of(pod(7)));

        assertThat(told.fresh(GUARANTEE, verdict)).hasSize(1);
        assertThat(told.fresh(GUARANTEE, verdict)).isEmpty();
        assertThat(told.fresh(OTHER, verdict)).hasSize(1);
    }

    @Test
    void knowsAnActAgainOfWhichMoreIsSaidLater() {
        told.fresh(
                GUARANTEE,
                Verdict.failed(
                        "pod 1 was created at resourceVersion 484 while pod 0 never turned Ready", List.of(pod(484))));

        assertThat(told.fresh(
                        GUARANTEE,
                        Verdict.failed(
                                "pod 1 was created at resourceVersion 484 while pod 0 was not Ready until resourceVersion 615",
                                List.of(pod(484), pod(615)))))
                .isEmpty();
        assertThat(told.fresh(
                        GUARANTEE,
                        Verdict.failed("pod 1 was created at resourceVersion 4840 as well", List.of(pod(4840)))))
                .hasSize(1);
    }

    @Test
    void knowsThemAgainInTheNextWindowWhereTheyAreListed() {
        told.fresh(GUARANTEE, Verdict.failed("pod x has a wrong name", List.of(pod(7))));

        Observation listed = Observation.of(Change.LISTED, pod(7).object());
        assertThat(told.fresh(GUARANTEE, Verdict.failed("pod x has had a wrong name", List.of(listed))))
                .isEmpty();
    }

    @Test
    void tellsEachOfSeveralTimesByItself() {
        Verdict first = new Verdict(
                Outcome.FAILED,
                "pod 1 was early (and 1 more)",
                List.of(pod(7)),
                List.of(Verdict.failed("pod 2 was early", List.of(pod(9)))));

        assertThat(told.fresh(GUARANTEE, first))
                .extracting(Verdict::sentence)
                .containsExactly("pod 1 was early", "pod 2 was early");
        assertThat(told.fresh(GUARANTEE, Verdict.failed("pod 1 was early", List.of(pod(7)))))
                .isEmpty();
    }

    private static Observation pod(long version) {
        return Observation.of(
                Change.ADDED,
                Resource.parse(
                        "{\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"demo\",\"name\":\"web-1\",\"uid\":\"u\","
                                + "\"resourceVersion\":\"" + version + "\"}}"));
    }
}
