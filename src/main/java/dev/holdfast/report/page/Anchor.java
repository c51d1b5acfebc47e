package dev.holdfast.report.page;

import java.util.Locale;

/** Where a scenario is on the page of a run. */
public final class Anchor {

    private Anchor() {}

    /**
     * The place of a scenario, which has the same name in every run, as long as the scenario has its title.
     *
     * @param name the scenario's title
     * @return the id of the first scenario with that title
     */
    public static String of(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "-")
                .replaceAll("^-|-$", "");
        return "scenario-" + slug;
    }
}
