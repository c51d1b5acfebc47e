package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AuditPageTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void showsAPolicyThatIsAPartOfWhatTheEmbeddedClusterLogs() throws IOException {
        Matcher block = Pattern.compile("```yaml\n(apiVersion: audit.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/audit.md")));
        assertThat(block.find()).isTrue();
        Set<String> shown = resources(YAML.readTree(block.group(1)));
        Set<String> logged =
                resources(YAML.readTree(Files.readString(Path.of("node/internal/kubernetes/audit-policy.yaml"))));

        assertThat(logged).containsAll(shown);
        logged.removeAll(shown);
        // What judge does not read.
        assertThat(logged)
                .allMatch(
                        each -> each.matches("(events|services|nodes|endpointslices|pods/exec|pods/attach)(/status)?"));
    }

    private static Set<String> resources(JsonNode policy) {
        Set<String> all = new TreeSet<>();
        for (JsonNode rule : policy.path("rules")) {
            for (JsonNode group : rule.path("resources")) {
                group.path("resources").forEach(each -> all.add(each.asString("")));
            }
        }
        return all;
    }
}
