package dev.holdfast.observer.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveScreenTest {

    private final StringWriter printed = new StringWriter();
    private final LiveScreen screen = new LiveScreen(new PrintWriter(printed));

    @Test
    void printsLinesAboveTheTable() {
        screen.foot(List.of("one", "two"));
        screen.print(List.of("finding"));

        assertThat(printed).hasToString("one\ntwo\n\u001b[2A\r\u001b[Jfinding\none\ntwo\n");
    }

    @Test
    void drawsNothingAnewThatIsTheSame() {
        screen.foot(List.of("one"));
        screen.foot(List.of("one"));

        assertThat(printed).hasToString("one\n");
    }

    @Test
    void takesTheTableAway() {
        screen.foot(List.of("one"));
        screen.close();
        screen.print(List.of("after"));

        assertThat(printed).hasToString("one\n\u001b[1A\r\u001b[Jafter\n");
    }
}
