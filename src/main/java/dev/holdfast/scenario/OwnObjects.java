package dev.holdfast.scenario;

import dev.holdfast.ownership.Mark;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The tutorial's objects as one scenario makes them: marked as the run's, and, where the scenario shares its namespace, with
 * names and labels that no other scenario has.
 */
public record OwnObjects(TutorialObjects tutorial, ScenarioName scenario, Mark mark) {

    /** {@return the governing Service} */
    public Service service(String written) {
        Service service = named(tutorial.service(written));
        service.getSpec().setSelector(apart(service.getSpec().getSelector()));
        return service;
    }

    /** {@return the set itself} */
    public StatefulSet set(String written, int replicas, ClaimSource claims) {
        return own(tutorial.set(written, replicas, claims));
    }

    /** Any other set. */
    public StatefulSet own(StatefulSet written) {
        StatefulSet set = named(written);
        set.getSpec().setServiceName(scenario.object(set.getSpec().getServiceName()));
        own(set.getSpec().getSelector(), set.getSpec().getTemplate());
        set.getSpec().getVolumeClaimTemplates().forEach(claim -> put(claim.getMetadata()));
        return set;
    }

    /** {@return the Deployment that a set is held against} */
    public Deployment deployment(String written, int replicas) {
        Deployment deployment = named(tutorial.deployment(written, replicas));
        own(deployment.getSpec().getSelector(), deployment.getSpec().getTemplate());
        return deployment;
    }

    /** {@return the pod from which names are looked up and pages fetched} */
    public Pod tools() {
        return named(tutorial.tools());
    }

    private <T extends HasMetadata> T named(T object) {
        object.getMetadata().setName(scenario.object(object.getMetadata().getName()));
        return mark.put(object, scenario.id());
    }

    private void own(LabelSelector selector, PodTemplateSpec template) {
        selector.setMatchLabels(apart(selector.getMatchLabels()));
        put(template.getMetadata());
    }

    private void put(ObjectMeta metadata) {
        mark.put(metadata, scenario.id());
    }

    /** What is chosen by labels is chosen among everybody's objects where the namespace is shared. */
    private Map<String, String> apart(Map<String, String> selector) {
        Map<String, String> apart = new HashMap<>(selector);
        if (scenario.given().isPresent()) {
            apart.put(Mark.PART, scenario.id());
        }
        return apart;
    }
}
