package dev.holdfast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

/** The walls of the house: which package may know which. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.holdfast");

    @Test
    void historyKnowsOnlyItsOwnDataAndJson() {
        classes()
                .that()
                .resideInAPackage("dev.holdfast.history..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.holdfast.history..", "java..", "tools.jackson..", "com.fasterxml.jackson.annotation..")
                .because("a saved history can be read without a cluster")
                .check(MAIN);
    }

    @Test
    void guaranteesKnowOnlyHistories() {
        classes()
                .that()
                .resideInAPackage("dev.holdfast.guarantee..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.holdfast.guarantee..", "dev.holdfast.history..", "java..", "tools.jackson..")
                .because("a saved history can be judged again without a cluster")
                .check(MAIN);
    }

    @Test
    void entriesAndViewsDoNotKnowWhatIsReplayedFromThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.holdfast.history", "dev.holdfast.history.view..", "dev.holdfast.history.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.history.replay..")
                .because("a recording is the same whatever is asked of it")
                .check(MAIN);
    }

    @Test
    void readingJsonKnowsNothingOfWhatIsRead() {
        classes()
                .that()
                .resideInAPackage("dev.holdfast.history.json..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.holdfast.history.json..", "java..", "tools.jackson..")
                .check(MAIN);
    }

    @Test
    void noFamilyOfGuaranteesKnowsAnother() {
        slices().matching("dev.holdfast.guarantee.(*)..")
                .should()
                .notDependOnEachOther()
                .because("what several families need is beside Guarantee or in the replay")
                .check(MAIN);
    }

    @Test
    void onlyTheCatalogueKnowsTheFamilies() {
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast..")
                .and()
                .resideOutsideOfPackage("dev.holdfast.guarantee.*")
                .and()
                .doNotHaveFullyQualifiedName("dev.holdfast.guarantee.Catalogue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.guarantee.*")
                .because("whoever judges asks for guarantees, not for one of them")
                .check(MAIN);
    }

    @Test
    void stepsDoNotJudgeThemselves() {
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast.steps..")
                .should()
                .callMethod(
                        "dev.holdfast.guarantee.Guarantee",
                        "judge",
                        "dev.holdfast.history.History",
                        "dev.holdfast.guarantee.Subject")
                .because("steps only lead from words to calls")
                .check(MAIN);
    }

    @Test
    void clustersDoNotKnowWhatRunsOnThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.holdfast.cli..",
                        "dev.holdfast.fault..",
                        "dev.holdfast.report..",
                        "dev.holdfast.scenario..",
                        "dev.holdfast.steps..",
                        "dev.holdfast.guarantee..",
                        "dev.holdfast.history..",
                        "io.cucumber..",
                        "org.junit..")
                .check(MAIN);
    }

    @Test
    void scenariosDoNotKnowWhatIsDoneToThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.holdfast.scenario..",
                        "dev.holdfast.steps..",
                        "dev.holdfast.guarantee..",
                        "dev.holdfast.history..",
                        "dev.holdfast.diagnosis..",
                        "dev.holdfast.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.fault..")
                .because("a scenario that knew of a fault would not show that it notices it")
                .check(MAIN);
    }

    @Test
    void faultsDoNotKnowTheScenariosThatAreToNoticeThem() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.holdfast.fault", "dev.holdfast.fault.actor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.holdfast.scenario..", "dev.holdfast.steps..", "dev.holdfast.history..")
                .because("faults act on a cluster, whatever runs on it")
                .check(MAIN);
    }

    @Test
    void nobodyKnowsTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.cli..")
                .check(MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because("waiting is waiting for an event")
                .check(MAIN);
    }

    @Test
    void nobodyLendsItsThreadToOtherScenarios() {
        noClasses()
                .should()
                .callMethod(ForkJoinTask.class, "get")
                .orShould()
                .callMethod(ForkJoinTask.class, "join")
                .orShould()
                .callMethod(BaseStream.class, "parallel")
                .orShould()
                .callMethod("java.util.Collection", "parallelStream")
                .because("on Cucumber's pool they begin another scenario in the middle of a step")
                .check(MAIN);
    }
}
