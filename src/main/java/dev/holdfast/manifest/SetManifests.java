package dev.holdfast.manifest;

import dev.holdfast.cluster.Cluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One StatefulSet of somebody's manifests and what it needs beside it, ready to be made in any namespace. What is refused is an
 * {@link IllegalArgumentException} with one sentence.
 */
public final class SetManifests {

    /** With fewer pods no order can be seen. */
    private static final int LEAST_REPLICAS = 2;

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** What the API server lets nobody change of a set. */
    private static final List<String> IMMUTABLE =
            List.of("serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates");

    private final Manifest set;
    private final List<Manifest> beside;
    private final Remarks remarks;
    private final Optional<SetManifests> next;

    private SetManifests(Manifest set, List<Manifest> beside, Remarks remarks, Optional<SetManifests> next) {
        this.set = set;
        this.beside = List.copyOf(beside);
        this.remarks = remarks;
        this.next = next;
    }

    /**
     * Reads the manifests of a set.
     *
     * @param files where they are written
     * @param name which of several sets
     * @param replicas how many pods it is to have; where nothing is said, as many as it is written with and at least two
     * @throws IllegalArgumentException when they cannot be run in a namespace of their own
     */
    public static SetManifests read(List<Path> files, Optional<String> name, OptionalInt replicas) {
        if (replicas.isPresent() && replicas.getAsInt() < LEAST_REPLICAS) {
            throw new IllegalArgumentException(
                    "--replicas must be at least " + LEAST_REPLICAS + ": with fewer pods no order can be seen");
        }
        Remarks remarks = new Remarks();
        List<Manifest> all = ManifestReader.read(files);
        KeptManifests kept = KeptManifests.of(all, name, files, remarks);
        Manifest set = kept.set();
        ClaimNames.compare(set, all, remarks);
        List<Manifest> beside = kept.beside();
        NamespaceRules.apply(kept.all());
        beside.stream()
                .filter(object -> object.kind().equals("Service"))
                .forEach(service -> ServiceRules.apply(service, remarks));
        PodTemplateRules.apply(set, kept.leftOutPriorities(), remarks);
        References.check(set, beside, remarks);
        resize(set, replicas, remarks);
        return new SetManifests(set, beside, remarks, Optional.empty());
    }

    /**
     * The same, to be updated to what other files say.
     *
     * @param files the next version of the same set and of what is beside it
     * @throws IllegalArgumentException when the one cannot become the other
     */
    public SetManifests updatedTo(List<Path> files) {
        SetManifests then = read(files, Optional.of(name()), OptionalInt.of(replicas()));
        for (String field : IMMUTABLE) {
            if (!immutable(set, field).equals(immutable(then.set, field))) {
                throw new IllegalArgumentException("--next changes " + field + " of " + set.words()
                        + ", which the API server does not let anybody change");
            }
        }
        if (template(set).equals(template(then.set))) {
            throw new IllegalArgumentException(
                    "--next leaves the pod template of " + set.words() + " as it is, so that no pod would be updated");
        }
        return new SetManifests(set, beside, remarks, Optional.of(then));
    }

    /**
     * The same, fitted to a cluster: its images, its storage classes, its nodes.
     *
     * @param cluster the cluster, which is there
     * @throws IllegalArgumentException when the pods cannot all run there
     */
    public SetManifests on(Cluster cluster) {
        return on(ClusterFit.of(cluster));
    }

    SetManifests on(ClusterFit cluster) {
        Manifest fitted = copy(set);
        List<Manifest> besideIt = beside.stream().map(SetManifests::copy).toList();
        Remarks further = remarks.copy();
        cluster.apply(fitted, besideIt, further);
        return new SetManifests(fitted, besideIt, further, next.map(then -> then.on(cluster)));
    }

    private static Manifest copy(Manifest object) {
        return new Manifest(object.json().deepCopy(), object.place());
    }

    private static void resize(Manifest set, OptionalInt replicas, Remarks remarks) {
        ObjectNode spec = set.json().withObject("spec");
        int written = spec.path("replicas").asInt(1);
        int wanted = replicas.orElse(Math.max(LEAST_REPLICAS, written));
        spec.put("replicas", wanted);
        if (wanted != written) {
            remarks.changed(set.words() + ": " + wanted + " replicas in place of " + written
                    + (replicas.isPresent() ? "" : ", since no order can be seen with fewer"));
        }
    }

    private static String immutable(Manifest set, String field) {
        JsonNode value = set.json().path("spec").path(field);
        if (field.equals("podManagementPolicy")) {
            return value.asString("OrderedReady");
        }
        boolean nothing = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
        return nothing ? "" : value.toString();
    }

    private static JsonNode template(Manifest set) {
        return set.json().path("spec").path("template");
    }

    /** {@return the name of the set} */
    public String name() {
        return set.name();
    }

    /** {@return how many pods it has} */
    public int replicas() {
        return set.json().path("spec").path("replicas").asInt(LEAST_REPLICAS);
    }

    /** {@return whether its pods have claims, of their own or one for all that is beside the set} */
    public boolean claims() {
        return !set.json().path("spec").path("volumeClaimTemplates").isEmpty()
                || kinds().contains("PersistentVolumeClaim");
    }

    /** {@return what it is updated to, if that was said} */
    public Optional<SetManifests> next() {
        return next;
    }

    /** {@return the kinds of what is beside it} */
    public Set<String> kinds() {
        return beside.stream().map(Manifest::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return whether its images are pulled with Secrets of its namespace} */
    public boolean pullsWithSecrets() {
        return !template(set).path("spec").path("imagePullSecrets").isEmpty()
                || beside.stream()
                        .anyMatch(object -> object.kind().equals("ServiceAccount")
                                && !object.json().path("imagePullSecrets").isEmpty());
    }

    /** {@return the images that its pods run} */
    public Set<String> images() {
        Set<String> images = new TreeSet<>();
        PodTemplateRules.forEachContainer(
                template(set).path("spec"),
                container -> images.add(container.path("image").asString("")));
        return images;
    }

    /**
     * The set itself.
     *
     * @param namespace the namespace that it is made in
     */
    public StatefulSet set(String namespace) {
        return Objects.requireNonNull(
                SERIALIZATION.unmarshal(NamespaceRules.in(namespace, set).json().toString(), StatefulSet.class));
    }

    /**
     * What is beside the set, in the order in which it is made.
     *
     * @param namespace the namespace that it is made in
     */
    public List<HasMetadata> beside(String namespace) {
        return beside.stream()
                .map(object -> NamespaceRules.in(namespace, object).json().toString())
                .map(json -> (HasMetadata) SERIALIZATION.unmarshal(json, GenericKubernetesResource.class))
                .toList();
    }

    /** {@return what is made, and what is left out, changed or to be looked out for, a line each} */
    public List<String> told() {
        List<String> lines = new ArrayList<>();
        lines.add("The set is " + set.words() + " of " + set.place() + ", with " + replicas() + " replicas; in the"
                + " namespace of each scenario:");
        if (!beside.isEmpty()) {
            lines.add("  beside it  " + beside.stream().map(Manifest::words).collect(Collectors.joining(", ")));
        }
        lines.addAll(remarks.lines());
        next.ifPresent(then -> {
            lines.add("  updated to " + then.set.words() + " of " + then.set.place());
            then.remarks.lines().stream().filter(line -> !lines.contains(line)).forEach(lines::add);
        });
        return lines;
    }
}
