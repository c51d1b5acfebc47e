package dev.holdfast.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.report.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkthroughTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void saysWhatComesAndHowToLookAtItAndWaitsForALine() {
        BufferedReader input = new BufferedReader(new StringReader("\n\n\nrest\n"));
        Walkthrough walkthrough = walkthrough(input);

        walkthrough.scenario("In order", "a.feature:3", List.of("Given volumes are made", "When pod 0 is deleted"));
        walkthrough.beforeStep("team");
        walkthrough.beforeStep("team");
        walkthrough.afterLastStep("team");

        assertThat(lines())
                .containsExactly(
                        "",
                        "In order  (a.feature:3)",
                        "Its objects are in the namespace team. To look at them in another terminal:",
                        "  export KUBECONFIG=/k",
                        "",
                        "Step 1 of 2: Given volumes are made",
                        "  kubectl --context a -n team get pods,pvc -o wide",
                        "  kubectl --context a get pv",
                        "Enter takes the step.",
                        "",
                        "Step 2 of 2: When pod 0 is deleted",
                        "  kubectl --context a -n team get statefulset,pods -o wide",
                        "Enter takes the step.",
                        "",
                        "After the last step, before the scenario is judged:",
                        "  kubectl --context a -n team get statefulset,pods,pvc,controllerrevisions",
                        "  kubectl --context a -n team get events --sort-by=.metadata.creationTimestamp",
                        "Enter judges the scenario and removes its objects.");
        assertThat(input.lines()).as("what was not read").containsExactly("rest");
    }

    @Test
    void beginsToCountAgainWithEachScenario() {
        Walkthrough walkthrough = walkthrough(new BufferedReader(new StringReader("\n\n\n")));
        walkthrough.scenario("One", "a.feature:3", List.of("Given nothing"));
        walkthrough.beforeStep("a");
        walkthrough.scenario("Two", "a.feature:7", List.of("Given nothing", "Then nothing"));
        walkthrough.beforeStep("b");
        assertThat(lines()).contains("Step 1 of 1: Given nothing", "Step 1 of 2: Given nothing");
    }

    @Test
    void goesOnByItselfWhenNobodyIsThereToAsk() {
        Walkthrough walkthrough = walkthrough(new BufferedReader(new StringReader("")));
        walkthrough.scenario("One", "a.feature:3", List.of("Given nothing", "Then nothing"));
        walkthrough.beforeStep("a");
        walkthrough.beforeStep("a");
        assertThat(lines())
                .containsOnlyOnce("Enter takes the step.", "The input has ended: the steps follow each other now.");
    }

    @Test
    void isThereOnlyForARunThatWasAskedToStop() {
        Walkthrough walkthrough = walkthrough(new BufferedReader(new StringReader("")));
        walkthrough.begin();
        assertThat(Walkthrough.current()).isSameAs(walkthrough);
        Walkthrough.end();
        assertThatThrownBy(Walkthrough::current).hasMessage("this run does not stop at steps");
    }

    private Walkthrough walkthrough(BufferedReader input) {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Walkthrough(
                new Terminal(stream, stream, false), input, List.of("export KUBECONFIG=/k"), "kubectl --context a");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
