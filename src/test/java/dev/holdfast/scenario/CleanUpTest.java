package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final CleanUp cleanUp = new CleanUp();
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void somethingIsMadeAndSomethingDone() {
        cleanUp.register("the namespace", () -> done.add("namespace"));
        cleanUp.registerUndo("the cut link", () -> done.add("link"));
        cleanUp.register("the volume", () -> done.add("volume"));
    }

    @Test
    void takesAwayTheLatestFirst() {
        cleanUp.run();

        assertThat(done).containsExactly("volume", "link", "namespace");
    }

    @Test
    void undoesWhatWasDoneToOthersWhereTheRestIsKept() {
        cleanUp.undo();
        cleanUp.run();

        assertThat(done).containsExactly("link");
    }

    @Test
    void goesOnWhenSomethingCannotBeTakenAway() {
        cleanUp.registerUndo("what fails", () -> {
            throw new IllegalStateException("the cluster is gone");
        });

        cleanUp.undo();

        assertThat(done).containsExactly("link");
    }
}
