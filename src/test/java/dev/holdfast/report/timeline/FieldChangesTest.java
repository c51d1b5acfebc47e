package dev.holdfast.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FieldChangesTest {

    @Test
    void namesElementsOfListsByWhatIdentifiesThem() {
        assertThat(
                        between(
                                "{'status': {'conditions': [{'type': 'Ready', 'status': 'True'}, {'type': 'Other', 'status': 'a'}]}}",
                                "{'status': {'conditions': [{'type': 'Other', 'status': 'a'}, {'type': 'Ready', 'status': 'False'}]}}"))
                .containsExactly("status.conditions[Ready].status: \"True\" → \"False\"");
        assertThat(between(
                        "{'spec': {'containers': [{'name': 'main', 'image': 'a:1'}]}}",
                        "{'spec': {'containers': [{'name': 'main', 'image': 'a:2'}, {'name': 'more', 'image': 'b'}]}}"))
                .containsExactly(
                        "spec.containers[main].image: \"a:1\" → \"a:2\"",
                        "spec.containers[more].name: not set → \"more\"",
                        "spec.containers[more].image: not set → \"b\"");
    }

    @Test
    void saysWhatAppearedAndWhatIsGone() {
        assertThat(between(
                        "{'spec': {'replicas': 3, 'nodeName': 'a'}}",
                        "{'spec': {'replicas': 2}, 'metadata': {'deletionTimestamp': 'now'}}"))
                .containsExactly(
                        "spec.replicas: 3 → 2",
                        "spec.nodeName: \"a\" → not set",
                        "metadata.deletionTimestamp: not set → \"now\"");
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(between(
                        "{'metadata': {'resourceVersion': '1', 'managedFields': [{'manager': 'a'}]}}",
                        "{'metadata': {'resourceVersion': '2', 'managedFields': [{'manager': 'b'}]}}"))
                .isEmpty();
    }

    @Test
    void tellsAnEmptyTextFromNone() {
        assertThat(between("{'a': ''}", "{}")).containsExactly("a: \"\" → not set");
    }

    private static List<String> between(String before, String after) {
        JsonMapper json = JsonMapper.shared();
        return FieldChanges.between(json.readTree(before.replace('\'', '"')), json.readTree(after.replace('\'', '"')))
                .stream()
                .map(FieldChange::toString)
                .toList();
    }
}
