package dev.holdfast.observer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.SetActivity.Doing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The alerts of {@code manifests/observer-alerts.yaml} ask for what {@code /metrics} has. */
class ObserverAlertsTest {

    private static final Path HOME = Path.of(System.getProperty("holdfast.home", ""));
    private static final Path ALERTS = HOME.resolve("manifests/observer-alerts.yaml");
    private static final Pattern NAME = Pattern.compile("holdfast_[a-z_]+");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern STATE = Pattern.compile("state=\"([^\"]*)\"");

    private final String served = new ObservationMetrics(NamespaceShare.WHOLE).text(List.of(), 0, Duration.ZERO);
    private final List<String> expressions = rules("expr");

    @Test
    void askForNoNumberThatIsNotServed() {
        assertThat(served()).containsAll(asked());
    }

    @Test
    void leaveOutNoNumberThatIsServed() {
        Set<String> of = asked().stream()
                .map(name -> name.replaceFirst("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        // How often is for whoever draws graphs; when is what the alert asks for.
        of.add("holdfast_guarantee_broken_total");
        assertThat(of)
                .containsExactlyInAnyOrderElementsOf(TYPE.matcher(served)
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    @Test
    void askForNoStateThatASetIsNeverIn() {
        assertThat(expressions.stream()
                        .flatMap(each -> STATE.matcher(each).results())
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(Doing.values())
                        .map(doing -> doing.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void haveANameOfTheirOwnEach() {
        assertThat(rules("alert")).doesNotHaveDuplicates().allMatch(name -> name.matches("Holdfast[A-Z][A-Za-z]+"));
    }

    @Test
    void areTriedEach() throws IOException {
        String tests = Files.readString(HOME.resolve("src/test/prometheus/observer-alerts.test.yaml"));

        assertThat(rules("alert")).isNotEmpty().allMatch(name -> tests.contains("alertname: " + name));
    }

    /** Of a histogram Prometheus knows three series. */
    private Set<String> served() {
        Set<String> names = new TreeSet<>();
        TYPE.matcher(served).results().forEach(found -> {
            if (found.group(2).equals("histogram")) {
                for (String part : List.of("_bucket", "_sum", "_count")) {
                    names.add(found.group(1) + part);
                }
            } else {
                names.add(found.group(1));
            }
        });
        return names;
    }

    private Set<String> asked() {
        return expressions.stream()
                .flatMap(each -> NAME.matcher(each).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> rules(String field) {
        try {
            JsonNode rule = YAMLMapper.shared().readTree(Files.readString(ALERTS));
            return rule.path("spec")
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .map(each -> each.path(field).asString(""))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
