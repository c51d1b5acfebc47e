package dev.holdfast.report;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the guarantees of a run, names those that are not kept, and of the others the number in each family. */
record GuaranteeLines(Terminal terminal) {

    List<String> of(List<GuaranteeResult> guarantees) {
        List<String> lines = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.worstFirst()) {
            List<GuaranteeResult> all = guarantees.stream()
                    .filter(each -> each.outcome() == outcome)
                    .toList();
            if (all.isEmpty()) {
                continue;
            }
            counts.add(all.size() + " " + Summary.word(outcome));
            if (outcome == Outcome.PASSED || outcome == Outcome.NOT_APPLICABLE) {
                lines.add("  " + terminal.sign(outcome) + " " + families(all));
            } else {
                all.forEach(each -> lines.add(line(each)));
            }
        }
        lines.add(0, Summary.counted(guarantees.size(), "guarantee") + ": " + String.join(", ", counts));
        return lines;
    }

    private static String families(List<GuaranteeResult> guarantees) {
        Map<String, Integer> families = new LinkedHashMap<>();
        guarantees.forEach(each -> families.merge(Guarantee.familyOf(each.id()), 1, Integer::sum));
        return families.entrySet().stream()
                .map(family -> family.getKey() + " " + family.getValue())
                .collect(Collectors.joining(", "));
    }

    private String line(GuaranteeResult guarantee) {
        return "  " + terminal.sign(guarantee.outcome()) + " " + guarantee.id() + " [" + scenarios(guarantee) + "]";
    }

    /** Of those to which it applies. */
    private static String scenarios(GuaranteeResult guarantee) {
        int all = guarantee.scenarios().entrySet().stream()
                .filter(each -> each.getKey() != Outcome.NOT_APPLICABLE)
                .mapToInt(each -> each.getValue().size())
                .sum();
        int worst = guarantee.scenarios().get(guarantee.outcome()).size();
        return worst + " of " + Summary.counted(all, "scenario") + " " + Summary.word(guarantee.outcome());
    }
}
