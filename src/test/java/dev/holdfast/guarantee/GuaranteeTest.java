package dev.holdfast.guarantee;

import dev.holdfast.history.Story;
import dev.holdfast.history.Teller;

/** What every test of a guarantee begins with: an empty story, and who is to judge it. */
public abstract class GuaranteeTest {
    protected final Guarantee guarantee;
    protected final Story story = new Story();

    protected GuaranteeTest(Guarantee guarantee) {
        this.guarantee = guarantee;
    }

    /** The story as it has been told up to here, judged. */
    protected final JudgedStory judged() {
        return judged(story);
    }

    /** The story that ends with these words, judged. */
    protected final JudgedStory judged(Teller last) {
        return JudgedStory.by(guarantee, last.story());
    }
}
