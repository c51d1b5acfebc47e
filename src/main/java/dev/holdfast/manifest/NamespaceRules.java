package dev.holdfast.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes manifests out of the namespace that they were written for. The fields that name it are dropped. What names it in texts
 * would lead pods to the objects of that namespace, perhaps to a running release, and is refused; a name that stands for a
 * namespace that is not known yet is replaced.
 */
final class NamespaceRules {

    /** What manifests are to be written for, so that they follow a scenario into its namespace. */
    static final String PLACEHOLDER = "holdfast-namespace";

    private static final Pattern DNS_NAME = Pattern.compile("\\b[a-z0-9-]+\\.([a-z0-9][a-z0-9-]*)\\.svc\\b");

    /** The parts of a cluster itself that pods may ask. */
    private static final List<Pattern> OF_THE_CLUSTER =
            List.of(Pattern.compile("kubernetes\\.default\\.svc"), Pattern.compile("[a-z0-9-]+\\.kube-system\\.svc"));

    private NamespaceRules() {}

    static void apply(Collection<Manifest> objects) {
        Set<String> namespaces = new TreeSet<>();
        objects.forEach(object -> namespaces.add(object.namespace()));
        namespaces.remove("");
        if (namespaces.size() > 1) {
            throw new IllegalArgumentException("the objects are written for several namespaces, "
                    + String.join(" and ", namespaces) + ", and a scenario has one: render them for one");
        }
        for (Manifest object : objects) {
            object.json().withObject("metadata").remove("namespace");
            object.json().path("subjects").values().forEach(subject -> {
                if (subject instanceof ObjectNode named
                        && namespaces.contains(subject.path("namespace").asString(""))) {
                    named.put("namespace", PLACEHOLDER);
                }
            });
            object.texts().forEach(text -> refuseNamesElsewhere(object, text));
            secrets(object).values().forEach(text -> refuseNamesElsewhere(object, text));
        }
    }

    private static void refuseNamesElsewhere(Manifest object, String text) {
        Matcher names = DNS_NAME.matcher(text);
        while (names.find()) {
            String name = names.group();
            if (!names.group(1).equals(PLACEHOLDER)
                    && OF_THE_CLUSTER.stream()
                            .noneMatch(own -> own.matcher(name).matches())) {
                throw new IllegalArgumentException(
                        object.words() + " (" + object.place() + ") names " + name + ", which leads to namespace "
                                + names.group(1) + ", perhaps to what runs there: render it for the namespace "
                                + PLACEHOLDER + ", in whose place a run puts that of the scenario");
            }
        }
    }

    /** {@return the same object, for a namespace that is known now} */
    static Manifest in(String namespace, Manifest object) {
        Manifest there = object.with(text -> text.replace(PLACEHOLDER, namespace));
        secrets(object).forEach((key, text) -> there.json()
                .withObject("data")
                .put(
                        key,
                        Base64.getEncoder()
                                .encodeToString(
                                        text.replace(PLACEHOLDER, namespace).getBytes(StandardCharsets.ISO_8859_1))));
        return there;
    }

    /** What a Secret has written in Base64, byte by byte, so that it can be put back whatever it is. */
    private static Map<String, String> secrets(Manifest object) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.kind().equals("Secret")) {
            for (Map.Entry<String, JsonNode> entry : object.json().path("data").properties()) {
                try {
                    byte[] bytes =
                            Base64.getMimeDecoder().decode(entry.getValue().asString(""));
                    texts.put(entry.getKey(), new String(bytes, StandardCharsets.ISO_8859_1));
                } catch (IllegalArgumentException broken) {
                    throw new IllegalArgumentException(
                            object.words() + " (" + object.place() + "): " + entry.getKey() + " is not Base64", broken);
                }
            }
        }
        return texts;
    }
}
