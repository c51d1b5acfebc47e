package dev.holdfast.guarantee;

import dev.holdfast.history.Story;

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

    /** Another story than the one that the test began with, judged. */
    protected final JudgedStory judged(Story other) {
        return JudgedStory.by(guarantee, other);
    }
}
