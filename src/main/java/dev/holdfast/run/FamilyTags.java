package dev.holdfast.run;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tag expressions for whoever knows only the tags that are written in the features: there, the families of guarantees are not.
 */
public final class FamilyTags {

    private static final Pattern TAG = Pattern.compile("@([^\\s()]+)");

    private FamilyTags() {}

    /**
     * Names the guarantees in the place of their families.
     *
     * @param expression a tag expression, such as {@code @storage and not @identity.map}; may be blank
     * @return an expression that is true of the same scenarios, and has no family in it
     */
    public static String spelledOut(String expression) {
        return TAG.matcher(expression)
                .replaceAll(tag -> Matcher.quoteReplacement(guarantees(tag.group(1), tag.group())));
    }

    private static String guarantees(String family, String tag) {
        String names = Catalogue.all().stream()
                .filter(guarantee -> guarantee.family().equals(family))
                .map(Guarantee::id)
                .map(id -> "@" + id)
                .collect(Collectors.joining(" or "));
        return names.isEmpty() ? tag : "(" + names + ")";
    }
}
