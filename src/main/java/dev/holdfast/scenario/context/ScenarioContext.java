package dev.holdfast.scenario.context;

import dev.holdfast.scenario.GuaranteeVerdict;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.Run;
import dev.holdfast.scenario.ScenarioLifecycle;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.action.ActivityProbe;
import dev.holdfast.scenario.action.ChosenNode;
import dev.holdfast.scenario.action.ControlPlaneOrders;
import dev.holdfast.scenario.action.ForeignPods;
import dev.holdfast.scenario.action.GoverningService;
import dev.holdfast.scenario.action.InstanceNotes;
import dev.holdfast.scenario.action.ManifestSet;
import dev.holdfast.scenario.action.NeighbouringSet;
import dev.holdfast.scenario.action.Network;
import dev.holdfast.scenario.action.NodeChanges;
import dev.holdfast.scenario.action.NodeDrainage;
import dev.holdfast.scenario.action.NodeOrders;
import dev.holdfast.scenario.action.NodeProbe;
import dev.holdfast.scenario.action.OwnRevisions;
import dev.holdfast.scenario.action.Pages;
import dev.holdfast.scenario.action.PodEnding;
import dev.holdfast.scenario.action.PodEviction;
import dev.holdfast.scenario.action.PodLabels;
import dev.holdfast.scenario.action.PodQuota;
import dev.holdfast.scenario.action.PodReadiness;
import dev.holdfast.scenario.action.PodTermination;
import dev.holdfast.scenario.action.Resumption;
import dev.holdfast.scenario.action.SetBudget;
import dev.holdfast.scenario.action.SetChanges;
import dev.holdfast.scenario.action.SetClaims;
import dev.holdfast.scenario.action.SetDeletion;
import dev.holdfast.scenario.action.SetDesign;
import dev.holdfast.scenario.action.SetRequests;
import dev.holdfast.scenario.action.SetUnderTest;
import dev.holdfast.scenario.action.SettingChanges;
import dev.holdfast.scenario.action.StatelessPods;
import dev.holdfast.scenario.action.TakenName;
import dev.holdfast.scenario.action.Volumes;
import dev.holdfast.scenario.expectation.Expectations;
import dev.holdfast.scenario.expectation.WebVersions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What steps call: everything that one scenario does and says. Cucumber makes one for each scenario and hands it to all step
 * classes; it does nothing until it is opened.
 */
public final class ScenarioContext {

    private final ScenarioLifecycle lifecycle;
    private Optional<Parts> parts = Optional.empty();

    /**
     * Made by Cucumber for each scenario.
     *
     * @param lifecycle where it begins and ends
     */
    public ScenarioContext(ScenarioLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * Begins the scenario; nothing is done in it yet.
     *
     * @param run the run
     * @param title the scenario's title in its feature
     */
    public void open(Run run, String title) {
        ScenarioScope scope = lifecycle.open(run, title);
        Parts all = Parts.on(scope);
        scope.witness().by(all.control()::makeAnother);
        parts = Optional.of(all);
    }

    /** {@return the set that the scenario is about} */
    public SetUnderTest set() {
        return parts().set();
    }

    /** {@return that set, where it is as somebody's manifests have it} */
    public ManifestSet manifests() {
        return parts().manifests();
    }

    /** {@return in what that set is to differ from the tutorial's} */
    public SetDesign design() {
        return parts().design();
    }

    /** {@return what is written to that set after it was created} */
    public SetChanges changes() {
        return parts().changes();
    }

    /** {@return what else of it is changed} */
    public SettingChanges settings() {
        return parts().settings();
    }

    /** {@return what the API server is asked about it, of which the answer counts} */
    public SetRequests requests() {
        return parts().requests();
    }

    /** {@return which version each of its pods is} */
    public WebVersions versions() {
        return parts().versions();
    }

    /** {@return when its pods become Ready} */
    public PodReadiness readiness() {
        return parts().readiness();
    }

    /** {@return when its pods are gone} */
    public PodTermination departures() {
        return parts().departures();
    }

    /** {@return what asks for its pods to go as a drained node does} */
    public PodEviction eviction() {
        return parts().eviction();
    }

    /** {@return how many of its pods such requests may take away} */
    public SetBudget budget() {
        return parts().budget();
    }

    /** {@return how many pods its namespace may have} */
    public PodQuota quota() {
        return parts().quota();
    }

    /** {@return how its pods end although nobody deletes them} */
    public PodEnding endings() {
        return parts().endings();
    }

    /** {@return how it is deleted, and what is left of it} */
    public SetDeletion deletion() {
        return parts().deletion();
    }

    /** {@return the claims of its pods} */
    public SetClaims claims() {
        return parts().claims();
    }

    /** {@return another set with claims beside it} */
    public NeighbouringSet neighbour() {
        return parts().neighbour();
    }

    /** {@return a pod that is not the set's and has the name of one of its pods} */
    public TakenName takenName() {
        return parts().takenName();
    }

    /** {@return pods that have the labels of the set and are not to be taken for its own} */
    public ForeignPods foreignPods() {
        return parts().foreignPods();
    }

    /** {@return the labels of its pods} */
    public PodLabels labels() {
        return parts().labels();
    }

    /** {@return what it does to the revisions of the set} */
    public OwnRevisions revisions() {
        return parts().revisions();
    }

    /** {@return the pods of a Deployment that are held against it} */
    public StatelessPods statelessPods() {
        return parts().statelessPods();
    }

    /** {@return what shows that the controller is at work while nothing happens to that set} */
    public ActivityProbe control() {
        return parts().control();
    }

    /** {@return the node of one of its pods to which something is done} */
    public ChosenNode node() {
        return parts().node();
    }

    /** {@return what is ordered of the machine that the node is} */
    public NodeOrders nodeOrders() {
        return parts().nodeOrders();
    }

    /** {@return what the API is told of nodes} */
    public NodeChanges nodeChanges() {
        return parts().nodeChanges();
    }

    /** {@return how the pods of a node are evicted} */
    public NodeDrainage drainage() {
        return parts().drainage();
    }

    /** {@return what is ordered of the programs of the control plane} */
    public ControlPlaneOrders controlPlane() {
        return parts().controlPlane();
    }

    /** {@return what shows that a node starts pods} */
    public NodeProbe nodeProbe() {
        return parts().nodeProbe();
    }

    /** {@return whether the controller goes on when what kept it from making a pod is over} */
    public Resumption resumption() {
        return parts().resumption();
    }

    /** {@return where its volumes come from} */
    public Volumes volumes() {
        return parts().volumes();
    }

    /** {@return what its pods are to each other} */
    public Network network() {
        return parts().network();
    }

    /** {@return which of its pods its Service publishes} */
    public GoverningService service() {
        return parts().service();
    }

    /** {@return what its pods serve} */
    public Pages pages() {
        return parts().pages();
    }

    /** {@return what its pods note of themselves} */
    public InstanceNotes notes() {
        return parts().notes();
    }

    /** {@return what it says of its own objects beside the guarantees} */
    public Expectations expect() {
        return parts().expect();
    }

    /**
     * Judges a guarantee on what has happened up to now. What cannot be decided yet is decided when the scenario ends.
     *
     * @param id the guarantee's id
     * @throws NotKeptError when it is broken
     */
    public void judge(String id) {
        lifecycle.judge(id, set().subject());
    }

    /**
     * Judges everything that the scenario is about, and everything that holds in every scenario.
     *
     * @param tags the scenario's tags; those that name no guarantee are for others
     * @return what was judged; nothing when the scenario had no set
     */
    public List<GuaranteeVerdict> judgeAll(Collection<String> tags) {
        return parts.filter(all -> all.set().exists())
                .map(all -> lifecycle.judgeAll(all.set().subject(), tags))
                .orElse(List.of());
    }

    private Parts parts() {
        return parts.orElseThrow(() -> new IllegalStateException("the scenario has not begun"));
    }
}
