package dev.holdfast.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is made of all that is written: one set, and what it needs beside it.
 *
 * @param set the set
 * @param beside what it needs, in the order in which it is made
 * @param leftOutPriorities the PriorityClasses that are not made, since they belong to the whole cluster
 */
record KeptManifests(Manifest set, List<Manifest> beside, Set<String> leftOutPriorities) {

    /**
     * Chooses.
     *
     * @param all what is written
     * @param name which of several sets
     * @param files where it is written
     * @param remarks what is left out is said there
     * @throws IllegalArgumentException when there is no such set, or it is not clear which
     */
    static KeptManifests of(List<Manifest> all, Optional<String> name, List<Path> files, Remarks remarks) {
        Manifest set = chosen(all, name, files);
        List<Manifest> others = new ArrayList<>(all);
        others.remove(set);
        KeptManifests kept = new KeptManifests(set, beside(others, set, remarks), priorities(all));
        kept.all().forEach(KeptManifests::bare);
        kept.refuseTwice();
        return kept;
    }

    private void refuseTwice() {
        Map<String, Manifest> known = new HashMap<>();
        for (Manifest object : all()) {
            Manifest first = known.putIfAbsent(object.words(), object);
            if (first != null) {
                throw new IllegalArgumentException(
                        object.words() + " is there twice: " + first.place() + " and " + object.place());
            }
        }
    }

    /** {@return everything that is made} */
    List<Manifest> all() {
        List<Manifest> all = new ArrayList<>(beside);
        all.add(set);
        return all;
    }

    private static Manifest chosen(List<Manifest> all, Optional<String> name, List<Path> files) {
        List<Manifest> sets = all.stream()
                .filter(object -> object.kind().equals("StatefulSet"))
                .filter(object -> KindRules.leftOut(object)
                        .filter(why -> !object.annotation("helm.sh/hook").isEmpty())
                        .isEmpty())
                .toList();
        String where = files.stream().map(Path::toString).collect(Collectors.joining(" and "));
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("there is no StatefulSet in " + where);
        }
        String names = sets.stream().map(Manifest::name).collect(Collectors.joining(", "));
        List<Manifest> named = sets.stream()
                .filter(object -> name.map(object.name()::equals).orElse(true))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no StatefulSet " + name.orElseThrow() + " in " + where + ", but " + names);
        }
        if (named.size() > 1) {
            throw new IllegalArgumentException(
                    name.isPresent()
                            ? "StatefulSet " + name.get() + " is there " + named.size() + " times: "
                                    + named.stream().map(Manifest::place).collect(Collectors.joining(" and "))
                            : "there are several StatefulSets in " + where + "; choose one with --set-name: " + names);
        }
        Manifest set = named.get(0);
        if (!set.apiVersion().equals("apps/v1")) {
            throw new IllegalArgumentException(set.words() + " (" + set.place() + ") is written for " + set.apiVersion()
                    + ", and clusters serve apps/v1");
        }
        return set;
    }

    private static List<Manifest> beside(List<Manifest> others, Manifest set, Remarks remarks) {
        List<Manifest> beside = new ArrayList<>();
        for (Manifest object : others) {
            Optional<String> why = KindRules.leftOut(object);
            if (object.kind().equals("PersistentVolumeClaim") && !References.mounts(set, object.name())) {
                why = Optional.of("is mounted by no pod of the set");
            }
            if (object.kind().equals("ServiceAccount") && object.name().equals("default")) {
                why = Optional.of("is in every namespace anyway");
            }
            if (why.isEmpty() && object.kind().equals("Service")) {
                why = ServiceRules.leftOut(object);
            }
            why.ifPresent(reason -> remarks.leftOut(object.words(), reason));
            if (why.isEmpty()) {
                beside.add(object);
            }
        }
        beside.sort(Comparator.comparingInt(object -> KindRules.KEPT.indexOf(object.kind())));
        return beside;
    }

    private static Set<String> priorities(List<Manifest> all) {
        return all.stream()
                .filter(object -> object.kind().equals("PriorityClass"))
                .map(Manifest::name)
                .collect(Collectors.toSet());
    }

    /** What a server has written on an object that was read from it says nothing of what is to be made. */
    private static void bare(Manifest object) {
        object.json().remove("status");
        ObjectNode metadata = object.json().withObject("metadata");
        metadata.retain("name", "namespace", "labels", "annotations");
    }
}
