package dev.holdfast.preflight;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.scenario.PodExec;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Whether a pod can look names up, and fetch the page that another one serves. */
record NetworkCheck(TrialNamespace ground, Pod tools, Optional<Pod> web) implements Check {

    private static final String KNOWN_NAME = "kubernetes.default.svc." + Subject.DEFAULT_ZONE;

    /** What only the network between pods holds up takes no longer. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Optional<String> lookup = failure(List.of("nslookup", KNOWN_NAME));
        findings.add(lookup.map(answer -> Finding.unfit(
                        "dns",
                        "a pod cannot look " + KNOWN_NAME + " up: " + answer,
                        "see that the cluster's DNS server runs, and that its zone is " + Subject.DEFAULT_ZONE))
                .orElseGet(() -> Finding.fit("dns", "a pod looks " + KNOWN_NAME + " up")));
        web.ifPresent(server -> findings.add(fetch(server)));
        return findings;
    }

    private Finding fetch(Pod server) {
        int port = server.getSpec().getContainers().get(0).getPorts().get(0).getContainerPort();
        String address = server.getStatus().getPodIP();
        String url = "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + "/";
        return failure(List.of("timeout", "5", "wget", "-q", "-O", "-", url))
                .map(answer -> Finding.unfit(
                        "network",
                        "a pod cannot fetch a page from another: " + answer,
                        "see that pods reach each other on port " + port + ", and that the image web serves there"))
                .orElseGet(() -> Finding.fit("network", "a pod fetches a page from another"));
    }

    /** Asked again for a while: a DNS server or a route may only just be coming up. */
    private Optional<String> failure(List<String> command) {
        PodExec exec = new PodExec(
                ground.client(), ground.namespace(), ground.timeouts().command());
        AtomicReference<String> last = new AtomicReference<>("no answer");
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(ANSWER.multipliedBy(
                            Math.max(1, Math.round(ground.timeouts().factor()))))
                    .until(() -> {
                        PodExec.Result result = exec.run(tools.getMetadata().getName(), command);
                        last.set(
                                (result.output() + " " + result.error()).strip().replaceAll("\\s+", " "));
                        return result.status() == 0;
                    });
            return Optional.empty();
        } catch (ConditionTimeoutException late) {
            return Optional.of(last.get());
        } catch (PodExec.CommandFailedException failed) {
            return Optional.of(failed.getMessage());
        }
    }
}
