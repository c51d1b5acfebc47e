package dev.holdfast;

import dev.holdfast.run.FamilyTags;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has Cucumber run what {@code mvn verify -Dholdfast.tags=…} selects, in which families of guarantees count as tags. Cucumber
 * asks before the suite of the build begins, and so it is told before anything is looked for.
 */
public final class SuiteTags implements LauncherSessionListener {

    /** Set for the integration tests alone: in the unit tests, Cucumber runs features that have no such tags. */
    static final String PROPERTY = "holdfast.suite-tags";

    private static final String CUCUMBER = "cucumber.filter.tags";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String tags = System.getProperty(PROPERTY, "");
        if (!tags.isBlank()) {
            System.setProperty(CUCUMBER, FamilyTags.spelledOut(tags));
        }
    }
}
