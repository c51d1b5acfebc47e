package dev.holdfast.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> FAULTS = List.of("F01", "F02", "F07", "F07b", "F19", "F34");
    private static final List<String> TITLES =
            List.of("A recreated pod finds its own data again", "Pod 3 is not added before pod 2 is Ready");

    @Test
    void askForWhatIsTypedAlmostAlike() {
        assertThat(Suggestions.question("f7b", FAULTS)).isEqualTo("; did you mean F07b?");
        assertThat(Suggestions.question("verfy", List.of("verify", "report"))).isEqualTo("; did you mean verify?");
        assertThat(Suggestions.question("staging-eu", List.of("prod", "staging")))
                .isEqualTo("; did you mean staging?");
        assertThat(Suggestions.question("@ordering", List.of("@storage", "@order")))
                .isEqualTo("; did you mean @order?");
    }

    @Test
    void askForAFewThatAreEquallyNear() {
        assertThat(Suggestions.question("F00", List.of("F04", "F03", "F02", "F01", "F34")))
                .isEqualTo("; did you mean F01, F02 or F03?");
    }

    @Test
    void sayNothingWhereNothingIsNear() {
        assertThat(Suggestions.question("frobnicate", List.of("verify", "report")))
                .isEmpty();
        assertThat(Suggestions.question("x", List.of("y"))).isEmpty();
        assertThat(Suggestions.questionOfTitles("C", TITLES)).isEmpty();
        assertThat(Suggestions.questionOfTitles("no such scenario", TITLES)).isEmpty();
    }

    @Test
    void askForTheTitleThatNearlyHasItInIt() {
        assertThat(Suggestions.questionOfTitles("recreatd pod", TITLES))
                .isEqualTo("; did you mean \"A recreated pod finds its own data again\"?");
        assertThat(Suggestions.questionOfTitles("POD 2 IS READY", TITLES))
                .isEqualTo("; did you mean \"Pod 3 is not added before pod 2 is Ready\"?");
    }
}
