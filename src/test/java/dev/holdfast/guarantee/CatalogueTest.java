package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.ordering.OrderWaitsReady;
import dev.holdfast.history.History;
import dev.holdfast.history.Story;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    @Test
    void namesEachGuaranteeOnce() {
        assertThat(Catalogue.all()).extracting(Guarantee::id).doesNotHaveDuplicates();
        assertThat(Catalogue.standing()).extracting(Guarantee::id).doesNotHaveDuplicates();
    }

    @Test
    void holdsTheGuaranteesOfTheTutorialsFirstSections() {
        assertThat(Catalogue.all())
                .extracting(Guarantee::id)
                .contains(
                        "identity.name",
                        "identity.labels",
                        "identity.hostname",
                        "identity.dns",
                        "identity.dns-follows-ip",
                        "identity.map",
                        "storage.claim-name",
                        "storage.claim-before-pod",
                        "storage.mounted",
                        "storage.rebind",
                        "storage.isolation",
                        "order.create",
                        "order.waits-ready",
                        "order.one-at-a-time",
                        "replace.deleted");
        assertThat(Catalogue.standing())
                .extracting(Guarantee::id)
                .contains("identity.labels", "identity.hostname", "identity.map", "order.one-at-a-time");
    }

    @Test
    void findsAGuaranteeByItsName() {
        assertThat(Catalogue.byId("order.waits-ready")).containsInstanceOf(OrderWaitsReady.class);
        assertThat(Catalogue.byId("order.unknown")).isEmpty();
    }

    @Test
    void aGuaranteeBelongsToTheFamilyThatItsNameBeginsWith() {
        assertThat(new OrderWaitsReady().family()).isEqualTo("order");
        assertThat(Guarantee.familyOf("storage.claim-name")).isEqualTo("storage");
    }

    @Test
    void standingGuaranteesAreInTheCatalogue() {
        assertThat(Catalogue.standing()).extracting(Guarantee::id).allSatisfy(id -> assertThat(Catalogue.byId(id))
                .isPresent());
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void aGuaranteeSaysWhatItPromisesAndWhereThatIsWritten(Guarantee guarantee) {
        assertThat(guarantee.id()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*");
        assertThat(guarantee.statement()).contains("MUST").doesNotEndWith(".");
        assertThat(URI.create(guarantee.source().split(" ")[0]))
                .hasScheme("https")
                .hasHost("kubernetes.io")
                .satisfies(uri -> assertThat(uri.getFragment()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void aGuaranteeSaysInOneLineWhyItMatters(Guarantee guarantee) {
        assertThat(guarantee.consequence().sentence())
                .matches("[A-Z][^\\n]{20,110}")
                .doesNotEndWith(".")
                .doesNotContain("MUST")
                .isNotEqualTo(guarantee.statement());
        assertThat(guarantee.consequence().harm().word()).matches("[a-z]+");
    }

    @Test
    void namesTheDeviationsThatAreKnownAndWhereTheyAreDiscussed() {
        assertThat(Catalogue.all())
                .filteredOn(guarantee -> guarantee.knownDeviation().isPresent())
                .extracting(Guarantee::id)
                .containsExactlyInAnyOrder(
                        "api.name-length",
                        "adopt.changed-template",
                        "adopt.foreign",
                        "adopt.version",
                        "order.scale-down-blocked",
                        "ordinal.partition-index",
                        "order.scale-down-terminal",
                        "parallel.no-head-of-line",
                        "parallel.scale-down-despite-refusal",
                        "recreate.progressing",
                        "recreate.type-change",
                        "retention.orphan",
                        "retention.stale-resumes",
                        "retention.when-deleted",
                        "retention.when-scaled",
                        "status.observed",
                        "status.promotion",
                        "storage.equal-names",
                        "revision.current-kept",
                        "update.max-unavailable-used",
                        "update.midrollout-restore",
                        "update.no-churn",
                        "update.status-truth");
        assertThat(Catalogue.all())
                .flatExtracting(guarantee -> guarantee.knownDeviation().stream().toList())
                .allSatisfy(deviation -> {
                    assertThat(deviation.what()).isNotBlank().doesNotEndWith(".");
                    assertThat(deviation.issue()).matches("(https://github.com/kubernetes/\\S+)?");
                });
    }

    @Test
    void noTwoGuaranteesMatterInTheSameWords() {
        assertThat(Catalogue.all())
                .extracting(guarantee -> guarantee.consequence().sentence())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void aGuaranteePassesNothingOnAnEmptyHistory(Guarantee guarantee) {
        Verdict verdict = guarantee.judge(History.of(List.of()), Subject.of(Story.NAMESPACE, Story.SET));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void aGuaranteeDoesNotFailAWholeStoryThatIsKept(Guarantee guarantee) {
        Story story = new Story().wholeSet(2);
        story.published(0, "web-0").published(1, "web-1").looksUp(0, "10.0.0.1").looksUp(1, "10.0.1.1");
        story.saysHostname(0, "web-0").saysHostname(1, "web-1");
        story.writes(0, "zero").writes(1, "one").page(0, "zero").page(1, "one");
        story.file("/exports/0/index.html", "zero").file("/exports/1/index.html", "one");
        story.remade(0).looksUp(0, "10.0.0.2").page(0, "zero").saysHostname(0, "web-0");

        JudgedStory.by(guarantee, story).passesOrHadNothingToJudge();
    }

    static Stream<Guarantee> guarantees() {
        return Stream.concat(Catalogue.all().stream(), Catalogue.standing().stream());
    }
}
