package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Images;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.preflight.Roles;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the pages say that a run may do to a cluster, needs of it and shows on it is what it does. */
class YourClusterPageTest {

    private static final List<String> PAGES = List.of("docs/your-cluster.md", "docs/guide.zh-CN.md");

    @Test
    void hasEachPermission() throws IOException {
        Roles roles = new Roles(Path.of("manifests"));
        Map<String, Set<String>> wide = verbs(roles.needed(Optional.empty()));
        Map<String, Set<String>> volumes = verbs(roles.staticVolumes());
        Map<String, Set<String>> narrow = verbs(roles.needed(Optional.of("team")));
        Set<String> resources = new TreeSet<>(wide.keySet());
        resources.addAll(volumes.keySet());
        resources.addAll(narrow.keySet());
        List<String> rows = resources.stream()
                .map(each -> "| `" + each + "` | " + cell(wide, each) + " | " + cell(volumes, each) + " | "
                        + cell(narrow, each) + " |")
                .toList();
        for (String page : PAGES) {
            assertThat(Page.read(Path.of(page)).lacking(rows)).as(page).isEmpty();
        }
    }

    @Test
    void hasEachDefaultImage() throws IOException {
        List<String> rows = new TreeMap<>(Images.PUBLISHED.references())
                .entrySet().stream()
                        .map(each -> "| `" + each.getKey() + "` | `" + each.getValue() + "` |")
                        .toList();
        for (String page : PAGES) {
            assertThat(Page.read(Path.of(page)).lacking(rows)).as(page).isEmpty();
        }
    }

    @Test
    void countsWhatAppliesWhereSomethingIsMissing() throws IOException {
        List<SpecifiedScenario> all = FeatureFiles.read(Path.of("features"), Path.of(""));
        for (Set<String> missing :
                List.of(Set.<String>of(), Set.of("needs.nfs"), Set.of("needs.nfs", "needs.storage-class"))) {
            List<SpecifiedScenario> applying = all.stream()
                    // Nobody's cluster but Holdfast's own is broken, and the gate is off by default.
                    .filter(each -> !each.tags().contains("needs.machine-faults")
                            && !each.tags().contains("needs.recreate-strategy"))
                    .filter(each -> each.tags().stream().noneMatch(missing::contains))
                    .toList();
            long guarantees = Catalogue.all().stream()
                    .map(Guarantee::id)
                    .filter(id -> applying.stream().anyMatch(each -> each.tags().contains(id)))
                    .count();
            for (String page : PAGES) {
                assertThat(Page.read(Path.of(page)).lines()).as(page).anySatisfy(line -> assertThat(line)
                        .contains("| " + applying.size() + " / " + all.size() + " | " + guarantees + " / "
                                + Catalogue.all().size()));
            }
        }
    }

    @Test
    void countsWhatNeedsSomething() throws IOException {
        List<SpecifiedScenario> all = FeatureFiles.read(Path.of("features"), Path.of(""));
        for (String need : List.of("needs.nfs", "needs.storage-class", "needs.recreate-strategy")) {
            long count = all.stream().filter(each -> each.tags().contains(need)).count();
            for (String page : PAGES) {
                assertThat(String.join(" ", Page.read(Path.of(page)).lines()))
                        .as(page)
                        .containsPattern("(The )?\\b" + count + " with `@" + need + "`|`@" + need + "` (are )?the "
                                + count + " " + "|`@" + need + "`[^。，、]* " + count + " 个场景");
            }
        }
    }

    private static Map<String, Set<String>> verbs(HasMetadata role) {
        List<PolicyRule> rules = role instanceof ClusterRole whole ? whole.getRules() : ((Role) role).getRules();
        Map<String, Set<String>> verbs = new TreeMap<>();
        for (PolicyRule rule : rules) {
            String group = rule.getApiGroups().get(0);
            rule.getResources().forEach(resource -> verbs.computeIfAbsent(
                            group.isEmpty() ? resource : resource + "." + group, any -> new LinkedHashSet<>())
                    .addAll(rule.getVerbs()));
        }
        return verbs;
    }

    private static String cell(Map<String, Set<String>> verbs, String resource) {
        return verbs.containsKey(resource) ? String.join(", ", verbs.get(resource)) : "–";
    }
}
