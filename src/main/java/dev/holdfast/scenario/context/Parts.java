package dev.holdfast.scenario.context;

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

/** What a scenario can do and say, each part in its own place. */
record Parts(
        SetDesign design,
        SetUnderTest set,
        ManifestSet manifests,
        SetChanges changes,
        SettingChanges settings,
        SetRequests requests,
        WebVersions versions,
        PodReadiness readiness,
        PodTermination departures,
        PodEviction eviction,
        SetBudget budget,
        PodQuota quota,
        PodEnding endings,
        SetDeletion deletion,
        SetClaims claims,
        NeighbouringSet neighbour,
        TakenName takenName,
        ForeignPods foreignPods,
        PodLabels labels,
        OwnRevisions revisions,
        StatelessPods statelessPods,
        ActivityProbe control,
        ChosenNode node,
        NodeOrders nodeOrders,
        NodeChanges nodeChanges,
        NodeProbe nodeProbe,
        NodeDrainage drainage,
        ControlPlaneOrders controlPlane,
        Resumption resumption,
        Volumes volumes,
        Network network,
        GoverningService service,
        Pages pages,
        InstanceNotes notes,
        Expectations expect) {

    /**
     * The parts of one scenario.
     *
     * @param scope where it happens
     * @return its parts, none of which has done anything yet
     */
    static Parts on(ScenarioScope scope) {
        Volumes volumes = new Volumes(scope);
        SetDesign design = new SetDesign();
        SetUnderTest set = new SetUnderTest(scope, volumes, design);
        SetChanges changes = new SetChanges(scope, set);
        ActivityProbe control = new ActivityProbe(scope, set, changes);
        ChosenNode node = new ChosenNode(scope, set);
        NodeOrders nodeOrders = new NodeOrders(scope, node);
        NodeChanges nodeChanges = new NodeChanges(scope, node, nodeOrders);
        PodEviction eviction = new PodEviction(scope, set);
        Network network = new Network(scope, set);
        return new Parts(
                design,
                set,
                new ManifestSet(scope, set, changes),
                changes,
                new SettingChanges(set, changes),
                new SetRequests(scope, set),
                new WebVersions(scope, set),
                new PodReadiness(scope, set, design),
                new PodTermination(scope, set),
                eviction,
                new SetBudget(scope, set),
                new PodQuota(scope, set),
                new PodEnding(scope, set),
                new SetDeletion(scope, set),
                new SetClaims(scope, set),
                new NeighbouringSet(scope, volumes, design),
                new TakenName(scope, volumes, design),
                new ForeignPods(scope, set),
                new PodLabels(scope, set),
                new OwnRevisions(scope, set),
                new StatelessPods(scope),
                control,
                node,
                nodeOrders,
                nodeChanges,
                new NodeProbe(scope, node),
                new NodeDrainage(scope, set, node, nodeChanges, eviction),
                new ControlPlaneOrders(scope),
                new Resumption(scope, set, control),
                volumes,
                network,
                new GoverningService(scope, set),
                new Pages(scope, set, network),
                new InstanceNotes(scope, set, design),
                new Expectations(scope, set));
    }
}
