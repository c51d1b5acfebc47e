package dev.holdfast.guarantee;

import dev.holdfast.history.Story;
import dev.holdfast.history.Teller;

/** What tests of guarantees about minReadySeconds begin with: a story in which objects say when what they tell happened. */
public abstract class MinReadyTest<G extends Guarantee> extends GuaranteeTest<G> {
    protected MinReadyTest() {
        story.stamping();
    }

    /** The story as it has been told up to here, judged with the time that passes in it. */
    protected final JudgedStory timed() {
        return timed(story);
    }

    /** The story that ends with these words, judged with the time that passes in it. */
    protected final JudgedStory timed(Teller last) {
        return JudgedStory.byItsClock(guarantee, last.story());
    }

    /** The pods become available one after the other, so many seconds after they are Ready. */
    protected final Story available(int seconds, int... ordinals) {
        for (int ordinal : ordinals) {
            story.up(ordinal).passes(seconds);
        }
        return story;
    }
}
