package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetSelectorTest {

    private static final Map<String, String> LABELS = Map.of("app", "web", "example.org/tier", "front", "empty", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app=web",
                "app==web",
                "app = web",
                "app!=db",
                "missing!=x",
                "app",
                "!missing",
                "app in (db, web)",
                "app notin (db,mail)",
                "example.org/tier=front,app=web",
                "app in (db,web),!missing,empty=",
            })
    void selectsWhatHasSuchLabels(String selector) {
        assertThat(SetSelector.parse(selector).selects(LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app=db", "app!=web", "missing", "!app", "app notin (web)", "app=web,missing=x", "empty in (x)"})
    void leavesOutWhatHasNot(String selector) {
        assertThat(SetSelector.parse(selector).selects(LABELS)).isFalse();
    }

    @Test
    void selectsAnythingWhenNothingIsAskedFor() {
        assertThat(SetSelector.ANY.selects(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=web", "app in web", "app>1", "app=web,,tier=x"})
    void refusesWhatCannotBeUnderstood(String selector) {
        assertThatThrownBy(() -> SetSelector.parse(selector)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThePartThatCannotBeUnderstood() {
        assertThatThrownBy(() -> SetSelector.parse("app=web,tier>2"))
                .hasMessage("\"tier>2\" is no requirement on labels, such as app=web");
    }
}
