package dev.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    private static final List<Fault> FAULTS = Faults.read(Path.of("manifests"));

    @TempDir
    private Path folder;

    private static Map<String, SpecifiedScenario> scenarios() throws IOException {
        return FeatureFiles.read(Path.of("features"), Path.of("")).stream()
                .collect(Collectors.toMap(SpecifiedScenario::name, scenario -> scenario));
    }

    /** Only what a scenario is about, or what holds in every scenario, is judged in it. */
    @Test
    void everyScenarioOfAFaultJudgesAGuaranteeThatItBreaks() throws IOException {
        Map<String, SpecifiedScenario> scenarios = scenarios();
        Set<String> standing = Catalogue.standing().stream().map(Guarantee::id).collect(Collectors.toSet());

        assertThat(FAULTS).allSatisfy(fault -> assertThat(fault.scenarios()).allSatisfy(name -> {
            Set<String> judged = new TreeSet<>(scenarios.get(name).tags());
            judged.addAll(standing);
            assertThat(judged).as(fault.id() + ": " + name).containsAnyElementsOf(fault.guarantees());
        }));
    }

    @Test
    void theQuickSelectionIsOfAllMeansThatLeaveTheNodesAlone() {
        Set<Means> means = EnumSet.noneOf(Means.class);
        FAULTS.stream().filter(Fault::smoke).forEach(fault -> means.addAll(fault.means()));

        assertThat(FAULTS).hasSizeGreaterThanOrEqualTo(35);
        assertThat(means).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Means.NODE)));
    }

    @Test
    void refusesWhatNobodyReads() {
        refuses("colour: red", "F01.yaml says of no fault what it is: Unrecognized property \"colour\"");
    }

    @Test
    void refusesAGuaranteeThatThereIsNot() {
        refuses("guarantees: [order.creat]", "there is no guarantee order.creat");
    }

    @Test
    void refusesAnActorThatThereIsNot() {
        refuses("actors: [nobody]", "nobody is called nobody");
    }

    @Test
    void refusesARequestOfWhichPoliciesCannotSpeak() {
        refuses(
                "admission: [{on: [DELETE pods], patch: '[]'}]",
                "\"DELETE pods\" is not CREATE or UPDATE and one of the resources of which faults speak");
    }

    @Test
    void refusesAFaultThatNothingBringsAbout() {
        refuses("smoke: true", "nothing brings the fault about");
    }

    private void refuses(String line, String reason) {
        String guarantees = line.startsWith("guarantees") ? "" : "guarantees: [order.create]\n";
        String written = "breaks: something\nscenarios: [Any]\nhealthyInTheEnd: true\n" + guarantees + "alone: false\n"
                + line + "\n" + (line.startsWith("guarantees") ? "dns: x\n" : "");
        write(written);

        assertThatThrownBy(() -> Faults.read(folder))
                .isInstanceOf(FaultFileException.class)
                .hasMessageContaining(reason)
                .hasMessageMatching("\\V*");
    }

    private void write(String text) {
        try {
            Files.writeString(Files.createDirectories(folder.resolve("faults")).resolve("F01.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
