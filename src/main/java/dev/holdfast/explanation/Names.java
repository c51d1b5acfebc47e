package dev.holdfast.explanation;

import dev.holdfast.explanation.snapshot.Replica;
import java.util.List;

/** Pods by name, as few words as do. */
final class Names {

    private static final int NAMED = 4;

    private Names() {}

    /** {@return {@code pod web-0}, or {@code pods web-0, web-1 and web-2}; of many, some} */
    static String of(List<Replica> replicas) {
        List<String> names = replicas.stream().map(Replica::name).toList();
        if (names.size() == 1) {
            return "pod " + names.get(0);
        }
        if (names.size() > NAMED) {
            return "pods " + String.join(", ", names.subList(0, NAMED - 1)) + " and " + (names.size() - NAMED + 1)
                    + " more";
        }
        return "pods " + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
