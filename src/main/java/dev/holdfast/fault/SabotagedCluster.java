package dev.holdfast.fault;

import dev.holdfast.cluster.Capabilities;
import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ComponentLog;
import dev.holdfast.cluster.FaultPlan;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.Machines;
import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A cluster that breaks promises to the scenarios that it is told to break them to, and is as it was to all others. */
public final class SabotagedCluster implements Cluster {

    private final Cluster whole;
    private final List<Mechanism> mechanisms;
    private volatile Map<String, Fault> assigned = Map.of();

    SabotagedCluster(Cluster whole, List<Mechanism> mechanisms) {
        this.whole = whole;
        this.mechanisms = mechanisms;
    }

    /**
     * Says which fault is at work in which scenario from now on.
     *
     * @param faults faults by the titles of scenarios, without their features; a scenario that is not among them is
     *     left alone
     */
    public void assign(Map<String, Fault> faults) {
        assigned = Map.copyOf(faults);
    }

    /**
     * Whether a fault can be brought about here.
     *
     * @param fault the fault
     * @return why not, as a clause, or nothing when it can
     */
    public Optional<String> objection(Fault fault) {
        return mechanisms.stream()
                .flatMap(mechanism -> mechanism.objection(fault).stream())
                .findFirst();
    }

    /**
     * What is not as it was before, while no scenario is running.
     *
     * @return one sentence for each thing; none when all is well
     */
    public List<String> differences() {
        return Stream.concat(
                        mechanisms.stream().flatMap(mechanism -> mechanism.differences().stream()),
                        Remains.on(whole).stream())
                .toList();
    }

    /** Takes away everything that was installed for the faults; the cluster goes on. Healing twice is healing once. */
    public void heal() {
        assigned = Map.of();
        for (int i = mechanisms.size() - 1; i >= 0; i--) {
            mechanisms.get(i).close();
        }
    }

    @Override
    public FaultPlan interference() {
        return scenario -> Optional.ofNullable(assigned.get(scenario)).map(fault -> new AtWork(fault, mechanisms));
    }

    @Override
    public KubernetesClient client() {
        return whole.client();
    }

    @Override
    public Images images() {
        return whole.images();
    }

    @Override
    public Optional<NfsExport> nfs() {
        return whole.nfs();
    }

    @Override
    public Optional<String> storageClass() {
        return whole.storageClass();
    }

    @Override
    public Capabilities capabilities() {
        return whole.capabilities();
    }

    @Override
    public Optional<String> namespace() {
        return whole.namespace();
    }

    @Override
    public boolean outlivesRun() {
        return whole.outlivesRun();
    }

    @Override
    public Set<String> hiddenKinds() {
        return whole.hiddenKinds();
    }

    @Override
    public String kubernetesVersion() {
        return whole.kubernetesVersion();
    }

    @Override
    public Map<String, String> components() {
        return whole.components();
    }

    @Override
    public Optional<String> distribution() {
        return whole.distribution();
    }

    @Override
    public Optional<String> network() {
        return whole.network();
    }

    @Override
    public List<String> nodes() {
        return whole.nodes();
    }

    @Override
    public Optional<Machines> machines() {
        return whole.machines().map(machines -> mechanisms.stream()
                .flatMap(mechanism -> mechanism.on(machines).stream())
                .findFirst()
                .orElse(machines));
    }

    @Override
    public List<ComponentLog> componentLogs() {
        return Stream.concat(
                        whole.componentLogs().stream(),
                        mechanisms.stream().flatMap(mechanism -> mechanism.logs().stream()))
                .toList();
    }

    @Override
    public Map<String, Duration> startedIn() {
        return whole.startedIn();
    }

    @Override
    public Optional<String> failure() {
        return whole.failure().or(() -> mechanisms.stream()
                .flatMap(mechanism -> mechanism.failure().stream())
                .findFirst());
    }

    /** Takes away everything that was installed for the faults, and ends the cluster, if this process started it. */
    @Override
    public void close() {
        try {
            heal();
        } finally {
            whole.close();
        }
    }
}
