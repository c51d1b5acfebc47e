package dev.holdfast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
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
    void auditLogsKnowOnlyHistories() {
        classes()
                .that()
                .resideInAPackage(room("audit"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.holdfast.audit..", "dev.holdfast.history..", "java..", "tools.jackson..")
                .because("an audit log can be read without a cluster, and is the same however it is judged")
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
    void explanationsKnowOnlyWhatAServerHas() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.holdfast.explanation",
                        "dev.holdfast.explanation.snapshot",
                        "dev.holdfast.explanation.obstacle")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.holdfast.explanation",
                        "dev.holdfast.explanation.snapshot",
                        "dev.holdfast.explanation.obstacle",
                        "io.fabric8.kubernetes.api.model..",
                        "java..")
                .because("who watches a set can explain it as well as who lists it")
                .check(MAIN);
    }

    @Test
    void whatAServerHasOfASetDoesNotKnowWhatIsMadeOfIt() {
        nothingIn("explanation.snapshot")
                .knows("explanation.obstacle")
                .because("objects are the same whatever they are taken for");
        noClasses()
                .that()
                .resideInAnyPackage(room("explanation.snapshot"), room("explanation.obstacle"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.explanation")
                .check(MAIN);
    }

    @Test
    void stepsDoNotJudgeThemselves() {
        noClasses()
                .that()
                .resideInAPackage(room("steps"))
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
        nothingIn("cluster")
                .knows("recording", "history", "guarantee", "scenario", "steps", "fault", "report", "run", "cli")
                .orAnyOf("io.cucumber..", "org.junit..")
                .because("a cluster is the same whoever asks for it");
    }

    @Test
    void manifestsDoNotKnowWhatIsMadeOfThem() {
        nothingIn("manifest")
                .knows("recording", "history", "guarantee", "scenario", "steps", "fault", "report", "run", "cli")
                .orAnyOf("io.cucumber..", "org.junit..")
                .because("what somebody wrote is the same whatever is tried with it");
    }

    @Test
    void recordingsDoNotKnowWhatTheyAreFor() {
        nothingIn("recording")
                .knows("guarantee", "scenario", "steps", "fault", "report", "run", "cli")
                .orAnyOf("io.cucumber..", "org.junit..")
                .because("whoever does nothing to a cluster can record it, too");
    }

    @Test
    void scenariosDoNotKnowWhatIsDoneToThemNorWhatIsMadeOfThem() {
        nothingIn("scenario", "diagnosis", "storage")
                .knows("steps", "fault", "report", "run", "cli")
                .because("a scenario that knew of a fault would not show that it notices it");
    }

    @Test
    void whatAScenarioDoesDoesNotKnowWhatItExpects() {
        nothingIn("scenario.action")
                .knows("scenario.expectation")
                .because("what is done is the same whatever comes of it");
    }

    @Test
    void whatAllScenariosOwnDoesNotKnowWhatOneOfThemDoes() {
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast.scenario")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.holdfast.scenario.*")
                .because("a scenario begins and ends the same way whatever is done in between")
                .check(MAIN);
    }

    @Test
    void thePartsOfAScenarioDoNotKnowTheWhole() {
        nothingIn("scenario.action", "scenario.expectation")
                .knows("scenario.context")
                .because("each part can be used without the others");
    }

    @Test
    void stepsKnowOnlyTheirScenario() {
        nothingIn("steps").knows("recording", "fault", "run", "cli").because("steps only lead from words to calls");
    }

    @Test
    void faultsDoNotKnowTheScenariosThatAreToNoticeThem() {
        nothingIn("fault")
                .knows("recording", "scenario", "steps", "history", "report", "run", "cli")
                .because("faults act on a cluster, whatever runs on it");
    }

    @Test
    void reportsDoNotKnowHowARunIsDone() {
        nothingIn("report")
                .knows("recording", "steps", "run", "cli")
                .because("the report on a run can be made again from what it saved");
    }

    @Test
    void observersDoNotKnowHowTheyAreTold() {
        nothingIn("observer")
                .knows("scenario", "steps", "fault", "run", "cli")
                .because("observing does nothing to a cluster");
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast.observer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.holdfast.observer.*", room("report"))
                .because("what is found out is the same however it is told")
                .check(MAIN);
        nothingIn("observer.output", "observer.archive", "observer.web")
                .knows("recording")
                .because("whoever tells of it needs no cluster");
    }

    @Test
    void nobodyKnowsTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("cli"))
                .because("what a command does can be had without a command line")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandsKnowHowARunIsDone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(room("run"), room("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("run"))
                .check(MAIN);
    }

    @Test
    void noTwoClassesShareAName() {
        assertThat(MAIN.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info")))
                .as("a name that means one thing")
                .doesNotHaveDuplicates();
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

    /** A package with those below it. One that has no class is a slip of the pen, which would make a wall of air. */
    private static String room(String name) {
        String whole = "dev.holdfast." + name;
        assertThat(MAIN.stream().map(JavaClass::getPackageName))
                .as("the packages of the project")
                .contains(whole);
        return whole + "..";
    }

    private static Wall nothingIn(String... names) {
        return new Wall(Stream.of(names).map(ArchitectureTest::room).toList(), List.of());
    }

    private record Wall(List<String> here, List<String> there) {
        Wall knows(String... names) {
            return orAnyOf(Stream.of(names).map(ArchitectureTest::room).toArray(String[]::new));
        }

        Wall orAnyOf(String... packages) {
            return new Wall(
                    here, Stream.concat(there.stream(), Stream.of(packages)).toList());
        }

        void because(String reason) {
            noClasses()
                    .that()
                    .resideInAnyPackage(here.toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(there.toArray(String[]::new))
                    .because(reason)
                    .check(MAIN);
        }
    }
}
