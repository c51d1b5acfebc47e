package dev.holdfast.report;

import dev.holdfast.cluster.InstalledPackage;
import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Results for tests to print. */
final class Examples {

    private Examples() {}

    static ScenarioResult kept() {
        return result("Names", Outcome.PASSED, Optional.empty(), Verdict.passed("as promised"));
    }

    static ScenarioResult broken() {
        return result(
                "Other names", Outcome.FAILED, Optional.empty(), Verdict.failed("there was a pod web-7", List.of()));
    }

    static ScenarioResult brokenTwice() {
        return result(
                "Two other names",
                Outcome.FAILED,
                Optional.empty(),
                new Verdict(
                        Outcome.FAILED,
                        "there was a pod web-7 (and 1 more)",
                        List.of(),
                        List.of(Verdict.failed("there was a pod web-8", List.of()))));
    }

    static ScenarioResult stuck() {
        return new ScenarioResult(
                "Identity",
                "Stuck",
                "features/identity.feature:12",
                Set.of("identity.name"),
                Outcome.INCONCLUSIVE,
                Optional.of("the cluster ended on its own"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                took(Duration.ofMillis(500)));
    }

    static ScenarioResult notBegun() {
        return result(
                "Not begun",
                Outcome.INCONCLUSIVE,
                Optional.of("\"Given pods\"\npromised: pod 0 is Ready\n    seen: its image cannot be pulled"
                        + "\n    why: shop/web cannot go on: pod web-0 cannot pull the image none:1"),
                Verdict.inconclusive("no pod was seen", List.of()));
    }

    static ScenarioResult seenBroken() {
        String sentence = "\"Then inside pod 0 the host name is a\": it is b";
        return new ScenarioResult(
                "Identity",
                "Seen",
                "features/identity.feature:30",
                Set.of("identity.name", "identity.hostname"),
                Outcome.FAILED,
                Optional.of(sentence),
                Optional.of(new UnmetStep(sentence, Set.of("identity.hostname"))),
                List.of(new ReportedVerdict("identity.name", Verdict.passed("as promised"))),
                Optional.empty(),
                Optional.empty(),
                took(Duration.ofSeconds(61)));
    }

    static ScenarioResult missed() {
        return missed(Path.of("report/diagnosis/missed"));
    }

    static ScenarioResult missed(Path diagnosis) {
        return new ScenarioResult(
                "Identity",
                "Missed",
                "features/identity.feature:20",
                Set.of("identity.name"),
                Outcome.INCONCLUSIVE,
                Optional.of("\"Then pod 0 comes back\": pod 0 was not seen within 60 s"),
                Optional.of(new UnmetStep("\"Then pod 0 comes back\": pod 0 was not seen within 60 s", Set.of())),
                List.of(new ReportedVerdict("identity.name", Verdict.passed("as promised"))),
                Optional.empty(),
                Optional.of(new SavedDiagnosis(
                        diagnosis, List.of("pods.yaml"), List.of("events.yaml: no answer within 5000 ms"))),
                took(Duration.ofSeconds(61)));
    }

    static RunFacts facts() {
        Map<String, Duration> startedIn = new LinkedHashMap<>();
        startedIn.put("build", Duration.ofMillis(400));
        startedIn.put("cluster start", Duration.ofMillis(15_600));
        return new RunFacts(
                "./holdfast verify",
                Instant.parse("2026-11-23T13:02:11Z"),
                "0.1.0",
                "v1.37.2",
                List.of("node-1"),
                new RunFacts.ClusterFacts(
                        Map.of("kube-controller-manager", "1.32.13"),
                        Optional.of("embedded"),
                        Optional.empty(),
                        Optional.of("holdfast-nfs"),
                        Map.of("web", "localhost/nginx:1"),
                        Map.of("web", List.of(new InstalledPackage("nginx", "1.22.1-9", "amd64")))),
                startedIn,
                Duration.ofSeconds(20),
                false,
                Plan.UNKNOWN);
    }

    private static ScenarioResult result(String name, Outcome outcome, Optional<String> reason, Verdict verdict) {
        return new ScenarioResult(
                "Identity",
                name,
                "features/identity.feature:7",
                Set.of("identity.name"),
                outcome,
                reason,
                Optional.empty(),
                List.of(new ReportedVerdict("identity.name", verdict)),
                Optional.of(Path.of("report/histories/names.jsonl")),
                Optional.empty(),
                took(Duration.ofMillis(4_250)));
    }

    private static ScenarioTimes took(Duration took) {
        return new ScenarioTimes(
                Instant.parse("2026-11-23T13:02:00Z"),
                took,
                "worker-1",
                took.dividedBy(2),
                List.of(Duration.ofMillis(3), Duration.ofMillis(8)));
    }
}
