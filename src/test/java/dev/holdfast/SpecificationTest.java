package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.holdfast.fault.Fault;
import dev.holdfast.fault.Faults;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.specification.CatalogueRow;
import dev.holdfast.specification.CatalogueText;
import dev.holdfast.specification.Coherence;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.Provability;
import dev.holdfast.specification.SpecifiedScenario;
import dev.holdfast.specification.StepUsage;
import dev.holdfast.specification.TagRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds features, step definitions and the catalogue of guarantees together; needs no cluster. */
class SpecificationTest {

    private static final Path FEATURES = Path.of("features");

    /** What the tutorial shows or says of a StatefulSet, section by section: none of it may be dropped from the catalogue. */
    private static final List<String> OF_THE_TUTORIAL = List.of(
            "identity.name",
            "identity.hostname",
            "identity.dns",
            "identity.dns-follows-ip",
            "storage.claim-name",
            "storage.mounted",
            "storage.rebind",
            "storage.isolation",
            "storage.survives-scale-down",
            "storage.survives-delete",
            "order.create",
            "order.waits-ready",
            "order.one-at-a-time",
            "order.scale-up",
            "order.scale-down-reverse",
            "order.scale-down-waits-termination",
            "amo.runtime",
            "replace.deleted",
            "update.rolling-reverse",
            "update.waits-ready",
            "update.completes",
            "update.partition",
            "update.partition-recreate-old",
            "update.on-delete",
            "delete.cascade",
            "delete.orphan");

    @TempDir
    Path scratch;

    @Test
    void everyGuaranteeHasAScenarioAndEveryScenarioAGuarantee() throws IOException {
        Coherence coherence = new Coherence(
                Catalogue.all().stream().map(Guarantee::id).toList(), OF_THE_TUTORIAL, TagRow.OTHERS.keySet());
        assertThat(coherence.objections(FeatureFiles.read(FEATURES, Path.of(""))))
                .isEmpty();
    }

    @Test
    void everyGuaranteeAndEveryScenarioHasAFaultThatItHasToNotice() throws IOException {
        Provability provability = new Provability(
                Catalogue.all().stream().map(Guarantee::id).toList(), Faults.read(Path.of("manifests")));

        assertThat(provability.objections(FeatureFiles.read(FEATURES, Path.of(""))))
                .isEmpty();
    }

    @Test
    void noTwoScenariosShareATitleSinceFaultsCallThemByIt() throws IOException {
        assertThat(FeatureFiles.read(FEATURES, Path.of("")))
                .extracting(SpecifiedScenario::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void thereAreEnoughFaultsThatNobodySeesWhoLooksAtTheEndOnly() {
        List<Fault> faults = Faults.read(Path.of("manifests"));

        assertThat(faults).hasSizeGreaterThanOrEqualTo(35);
        assertThat(faults).filteredOn(Fault::healthyInTheEnd).hasSizeGreaterThanOrEqualTo(10);
        assertThat(faults).filteredOn(Fault::smoke).hasSize(10);
    }

    @Test
    void everyStepIsDefinedAndEveryDefinitionIsUsed() throws IOException {
        StepUsage dryRun = StepUsage.of(FEATURES, scratch);
        assertThat(dryRun.undefined()).isEmpty();
        assertThat(dryRun.unused()).isEmpty();
    }

    @Test
    void everyGuaranteeClassIsInTheCatalogueAndHasATest() {
        Set<Class<?>> catalogued = Stream.concat(Catalogue.all().stream(), Catalogue.standing().stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(guaranteeClasses()).isNotEmpty().allSatisfy(each -> assertThat(catalogued)
                .as("the catalogue, for %s", each.getName())
                .contains(each));
        Catalogue.all().forEach(guarantee -> assertThat(getClass()
                        .getResource("/" + guarantee.getClass().getName().replace('.', '/') + "Test.class"))
                .as("the test of %s", guarantee.getClass().getName())
                .isNotNull());
    }

    private static Set<Class<?>> guaranteeClasses() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.holdfast.guarantee")
                        .stream()
                        .filter(each -> each.isAssignableTo(Guarantee.class)
                                && !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect)
                        .collect(Collectors.toSet());
    }

    /** Not a check: what this build promises, in its log. */
    @Test
    void printsTheCatalogue() throws IOException {
        List<CatalogueRow> rows =
                CatalogueRow.of(Catalogue.all(), Catalogue.standing(), FeatureFiles.read(FEATURES, Path.of("")));
        List<String> lines = CatalogueText.of(rows);
        System.out.println(String.join(System.lineSeparator(), lines));
        assertThat(lines).contains("order.waits-ready");
    }
}
