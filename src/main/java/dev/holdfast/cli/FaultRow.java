package dev.holdfast.cli;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.Means;
import dev.holdfast.specification.Paragraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault as it is listed.
 *
 * @param id its id
 * @param breaks what is done, as one sentence
 * @param guarantees the guarantees that it breaks
 * @param scenarios the titles of the scenarios that have to notice
 * @param healthyInTheEnd whether in the end everything is as on a healthy cluster
 * @param smoke whether it is of the quick selection
 * @param alone whether nothing else may run meanwhile
 * @param needs what a cluster has to have for it
 */
record FaultRow(
        String id,
        String breaks,
        List<String> guarantees,
        List<String> scenarios,
        boolean healthyInTheEnd,
        boolean smoke,
        boolean alone,
        List<String> needs) {

    static List<FaultRow> of(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new FaultRow(
                        fault.id(),
                        fault.breaks(),
                        fault.guarantees().stream().sorted().toList(),
                        fault.scenarios(),
                        fault.healthyInTheEnd(),
                        fault.smoke(),
                        fault.alone(),
                        fault.means().stream().sorted().map(Means::need).toList()))
                .toList();
    }

    /** The list as people read it. */
    static List<String> text(List<FaultRow> rows) {
        List<String> lines = new ArrayList<>();
        for (FaultRow row : rows) {
            lines.addAll(Paragraph.of(String.format("%-6s ", row.id()), row.breaks() + row.marks()));
            lines.addAll(Paragraph.of("       breaks  ", String.join(", ", row.guarantees())));
            String label = "       killed by  ";
            for (String scenario : row.scenarios()) {
                lines.addAll(Paragraph.of(label, scenario));
                label = " ".repeat(label.length());
            }
            row.needs().forEach(need -> lines.addAll(Paragraph.of("       needs  ", need)));
            lines.add("");
        }
        lines.add(rows.size() + (rows.size() == 1 ? " fault" : " faults"));
        return lines;
    }

    private String marks() {
        List<String> marks = new ArrayList<>();
        if (healthyInTheEnd) {
            marks.add("healthy in the end");
        }
        if (smoke) {
            marks.add("smoke");
        }
        if (alone) {
            marks.add("alone");
        }
        return marks.isEmpty() ? "" : " [" + String.join(", ", marks) + "]";
    }
}
