package dev.holdfast.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which labels a set has to have, written as for {@code kubectl -l}: {@code app=web,tier in (a, b),!old}. */
public final class SetSelector {

    /** Every set. */
    public static final SetSelector ANY = new SetSelector(List.of());

    private static final String KEY = "[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?";
    private static final String VALUE = "[-A-Za-z0-9_.]*";
    private static final Pattern EXISTS = Pattern.compile("(?<not>!?)\\s*(?<key>" + KEY + ")");
    private static final Pattern EQUALS =
            Pattern.compile("(?<key>" + KEY + ")\\s*(?<operator>==?|!=)\\s*(?<value>" + VALUE + ")");
    private static final Pattern SET = Pattern.compile("(?<key>" + KEY
            + ")\\s+(?<operator>in|notin)\\s*\\((?<values>\\s*" + VALUE + "(\\s*,\\s*" + VALUE + ")*\\s*)\\)");
    /** Commas that are in no parentheses. */
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?![^(]*\\))");

    private final List<Predicate<Map<String, String>>> requirements;

    private SetSelector(List<Predicate<Map<String, String>>> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it cannot be understood; the message is a clause on the part that cannot
     */
    public static SetSelector parse(String text) {
        List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
        for (String part : BETWEEN.split(text.strip())) {
            requirements.add(requirement(part.strip()));
        }
        return new SetSelector(requirements);
    }

    /** Whether something with these labels is meant. */
    public boolean selects(Map<String, String> labels) {
        return requirements.stream().allMatch(each -> each.test(labels));
    }

    private static Predicate<Map<String, String>> requirement(String part) {
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            return among(
                    equals.group("key"),
                    List.of(equals.group("value")),
                    equals.group("operator").equals("!="));
        }
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values = List.of(set.group("values").strip().split("\\s*,\\s*"));
            return among(set.group("key"), values, set.group("operator").equals("notin"));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            String key = exists.group("key");
            return exists.group("not").isEmpty()
                    ? labels -> labels.containsKey(key)
                    : labels -> !labels.containsKey(key);
        }
        throw new IllegalArgumentException("\"" + part + "\" is no requirement on labels, such as app=web");
    }

    /** As with kubectl, what has no such label has none of the values. */
    private static Predicate<Map<String, String>> among(String key, List<String> values, boolean not) {
        return labels -> (labels.containsKey(key) && values.contains(labels.get(key))) != not;
    }
}
