package dev.holdfast.guarantee;

import dev.holdfast.history.Story;
import dev.holdfast.history.Teller;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * What every test of a guarantee begins with: an empty story, and who is to judge it.
 *
 * @param <G> the guarantee that it is about
 */
public abstract class GuaranteeTest<G extends Guarantee> {
    protected final G guarantee = inTheCatalogue();
    protected final Story story = new Story();

    @SuppressWarnings(
            "unchecked") // Each test names its guarantee where it extends this, or what the tests of its family begin
    // with.
    private G inTheCatalogue() {
        Type about = ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
        return (G) Catalogue.all().stream()
                .filter(each -> each.getClass() == about)
                .findFirst()
                .orElseThrow(() -> new AssertionError(about + " is not in the catalogue"));
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
