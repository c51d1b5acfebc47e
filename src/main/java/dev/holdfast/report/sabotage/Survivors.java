package dev.holdfast.report.sabotage;

import dev.holdfast.fault.matrix.Survivor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what kinds of survivors there are, in the order in which they are told. */
final class Survivors {

    private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put("fault", "Faults that no scenario noticed");
        HEADINGS.put("cell", "Scenarios that had to notice a fault and did not");
        HEADINGS.put("scenario", "Scenarios that no fault made fail");
        HEADINGS.put("guarantee", "Guarantees that no fault broke");
    }

    private Survivors() {}

    /** The survivors of each kind, by what the kind is called; kinds of which there is none are left out. */
    static Map<String, List<Survivor>> byKind(List<Survivor> survivors) {
        Map<String, List<Survivor>> all = new LinkedHashMap<>();
        HEADINGS.forEach((kind, heading) -> {
            List<Survivor> some =
                    survivors.stream().filter(each -> each.kind().equals(kind)).toList();
            if (!some.isEmpty()) {
                all.put(heading, some);
            }
        });
        return all;
    }
}
