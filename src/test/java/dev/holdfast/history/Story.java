package dev.holdfast.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history written by hand, event by event, about StatefulSet {@code web} of namespace {@code demo} with the governing Service
 * {@code svc} and the claim template {@code www}. Every event gets the next resourceVersion, from 101 on.
 */
public final class Story implements ControllerEvents, RevisionEvents, ScenarioDeeds, ScenarioReads {
    public static final String NAMESPACE = "demo";
    public static final String SET = "web";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, PodTeller> pods = new TreeMap<>();
    private final Map<Integer, Integer> incarnations = new TreeMap<>();
    private final Map<String, PodTeller> others = new HashMap<>();
    private final Map<String, ObjectTeller> objects = new HashMap<>();
    private final Map<String, NodeTeller> nodes = new HashMap<>();
    private final RevisionTellers revisions = new RevisionTellers(this);

    private final SetTeller set = new SetTeller(this);
    private final ServiceTeller service = new ServiceTeller(this, NAMESPACE, "svc");
    private final BudgetTeller budget = new BudgetTeller(this);
    private String revision = "web-5d4";
    private String image = "nginx:1";
    private long version = 100;
    private boolean stamping;
    /** How much later it is than the number of entries says, on the cluster and for the recorder. */
    private Duration passed = Duration.ZERO;

    private Duration late = Duration.ZERO;

    /** A history of a scenario, which notes all that it does: whatever nobody is on record for is the controller's doing. */
    public Story() {
        tell(Action.of("begins", "begin", "Scenario", "", ""));
        tell(ServerVersion.of("v1.37.2"));
    }

    /** A history of a scenario on a server of another release. */
    public static Story on(String release) {
        return ofBystander()
                .tell(Action.of("begins", "begin", "Scenario", "", ""))
                .tell(ServerVersion.of(release));
    }

    /** A history recorded by somebody who does nothing, and does not know what others do. */
    public static Story ofBystander() {
        Story story = new Story();
        story.entries.clear();
        return story;
    }

    @Override
    public Story story() {
        return this;
    }

    /** A node. */
    public NodeTeller node(String name) {
        return nodes.computeIfAbsent(name, any -> new NodeTeller(this, name));
    }

    /** The StatefulSet. */
    public SetTeller set() {
        return set;
    }

    /** Another StatefulSet beside the one that the story is about. */
    public SetTeller anotherSet(String name) {
        return new SetTeller(this)
                .with(json -> json.withObject("/metadata").put("name", name).put("uid", "uid-" + name));
    }

    /** The pod that holds this ordinal at this point of the story. */
    public PodTeller pod(int ordinal) {
        return pods.computeIfAbsent(ordinal, this::newPod);
    }

    /** From here on another pod holds this ordinal. */
    public PodTeller nextPod(int ordinal) {
        pods.put(ordinal, newPod(ordinal));
        return pods.get(ordinal);
    }

    /** Pods that begin from here on are of this revision and run this image. */
    public Story makes(String newRevision, String newImage) {
        revision = newRevision;
        image = newImage;
        return this;
    }

    /** The controller deletes the pods, one after the other is gone. */
    public Story down(int... ordinals) {
        for (int ordinal : ordinals) {
            pod(ordinal).deleting().deleted();
            pods.remove(ordinal);
        }
        return this;
    }

    /** The controller deletes the pod and makes another in its place. */
    public Story replaced(int ordinal) {
        return down(ordinal).up(ordinal);
    }

    /** The set that was written last takes the pod as its own. */
    public Story adopted(int ordinal) {
        pod(ordinal).ofSet(set.uid()).touched();
        return this;
    }

    /** Somebody gives the pod another label, by which the set does not select it, so that its controller lets it go. */
    public Story letGo(int ordinal) {
        pod(ordinal).label("app", "mine").touched();
        pod(ordinal).withoutOwner().touched();
        return this;
    }

    /** A pod of a Deployment, whose ReplicaSet gives it this name. */
    public PodTeller stateless(String name) {
        return others.computeIfAbsent(name, any -> new PodTeller(this, 0, 1)
                .named(name)
                .uid(name)
                .withoutClaims()
                .owner("ReplicaSet", "nginx-7f", "uid-replica-set"));
    }

    /** A pod of another StatefulSet that has no claims either. */
    public PodTeller ofAnotherSet(String name, String uid) {
        return new PodTeller(this, 0, 1)
                .named(name)
                .uid(uid)
                .withoutClaims()
                .owner(Kinds.STATEFUL_SET, "another", "uid-another");
    }

    /** A pod of another StatefulSet was created, which shows that the controller is at work. */
    public Story control(String name) {
        ObjectTeller pod = new ObjectTeller(this, Kinds.POD, "v1", NAMESPACE, name);
        pod.owned(Kinds.STATEFUL_SET, "control", "uid-control");
        pod.tell(Change.ADDED);
        return this;
    }

    /** A pod's whole way up: created, running, Ready. Its address is 10.0.ordinal.n for its n-th incarnation. */
    public Story up(int... ordinals) {
        for (int ordinal : ordinals) {
            pod(ordinal).added().running().ready();
        }
        return this;
    }

    /** The scenario deletes the pod; it terminates and goes, and a new one comes up. */
    public Story remade(int ordinal) {
        deletes(ordinal).pod(ordinal).deleting().deleted();
        nextPod(ordinal).added().running().ready();
        return this;
    }

    /** Revision, set, and for each ordinal its volume, its claim and then the pod, all as it should be. */
    public Story wholeSet(int replicas) {
        set.replicas(replicas).added();
        revision("web-5d4");
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            volume("pv-" + ordinal, "/exports/" + ordinal);
            claim(ordinal).added().bound("pv-" + ordinal);
            up(ordinal);
        }
        set.settled();
        return this;
    }

    /** A set that was settled with so many replicas is scaled to another number; no pod is made or deleted for that yet. */
    public Story scaled(int from, int to) {
        set.replicas(from).up().set().settled();
        set.replicas(to).changed();
        return this;
    }

    /** The set is deleted without these pods, which belong to nobody from here on. */
    public Story orphaned(int... ordinals) {
        set.orphaning();
        for (int ordinal : ordinals) {
            pod(ordinal).withoutOwner().touched();
        }
        set.deleted();
        return this;
    }

    public ClaimTeller claim(int ordinal) {
        return claim("www-web-" + ordinal);
    }

    public ClaimTeller claim(String name) {
        return new ClaimTeller(objects.computeIfAbsent(
                "claim " + name, any -> new ObjectTeller(this, Kinds.CLAIM, "v1", NAMESPACE, name)));
    }

    /** A volume of the NFS server. */
    public Story volume(String name, String path) {
        ObjectTeller volume = new ObjectTeller(this, Kinds.VOLUME, "v1", "", name);
        objects.put("volume " + name, volume);
        volume.spec().putObject("nfs").put("server", "10.89.0.1").put("path", path);
        volume.tell(Change.ADDED);
        return this;
    }

    public Story volumeDeleted(String name) {
        objects.get("volume " + name).tell(Change.DELETED);
        return this;
    }

    /** A volume of which nothing is known but its driver's handle. */
    public Story csiVolume(String name, String handle) {
        ObjectTeller volume = new ObjectTeller(this, Kinds.VOLUME, "v1", "", name);
        volume.spec().putObject("csi").put("driver", "disk.example").put("volumeHandle", handle);
        volume.tell(Change.ADDED);
        return this;
    }

    /** The governing Service, with what it publishes. */
    public ServiceTeller service() {
        return service;
    }

    /** A Service that does not govern the set. */
    public ServiceTeller anotherService(String namespace, String name) {
        return new ServiceTeller(this, namespace, name);
    }

    /** The PodDisruptionBudget of the set. */
    public BudgetTeller budget() {
        return budget;
    }

    /** The PodDisruptionBudget of pods of somebody else, which have this label {@code app}. */
    public BudgetTeller anotherBudget(String app) {
        return new BudgetTeller(this).with(json -> {
            json.withObject("/metadata").put("name", app + "-budget").put("uid", "uid-" + app + "-budget");
            json.withObject("/spec/selector/matchLabels").put("app", app);
        });
    }

    /** The governing Service; each time that it is added it is another of that name. */
    public Story service(Change change) {
        return service("svc", change);
    }

    public Story service(String name, Change change) {
        if (change == Change.ADDED) {
            ObjectTeller service = new ObjectTeller(this, "Service", "v1", NAMESPACE, name);
            service.metadata().put("uid", "uid-" + name + "-" + entries.size());
            service.spec().put("clusterIP", "None");
            objects.put("service " + name, service);
        }
        objects.get("service " + name).tell(change);
        return this;
    }

    /** An EndpointSlice of the Service that publishes this pod under that host name. */
    public Story published(int ordinal, String hostname) {
        return publishedBy("svc", ordinal, hostname);
    }

    /** The same of another Service. */
    public Story publishedBy(String service, int ordinal, String hostname) {
        ObjectTeller slice =
                new ObjectTeller(this, Kinds.ENDPOINT_SLICE, "discovery.k8s.io/v1", NAMESPACE, service + "-x1");
        slice.label("kubernetes.io/service-name", service);
        var endpoint = slice.json().putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(pod(ordinal).ip());
        if (!hostname.isEmpty()) {
            endpoint.put("hostname", hostname);
        }
        endpoint.putObject("targetRef")
                .put("kind", Kinds.POD)
                .put("name", pod(ordinal).name())
                .put("uid", pod(ordinal).uid());
        slice.tell(Change.MODIFIED);
        return this;
    }

    /** The recording catches up with the server. */
    public Story catchesUp() {
        return tell(fence());
    }

    /** Events of a kind may be missing from here on. */
    public Story gap(String kind) {
        return gapSince(kind, version);
    }

    /** It is noticed here that events of a kind may be missing after a revision. */
    public Story gapSince(String kind, long revision) {
        return tell(Gap.of(kind, revision, "410 Gone: too old resource version"));
    }

    /** An Event of the namespace, which may be of another revision counter. */
    public Story event(String name) {
        new ObjectTeller(this, Kinds.EVENT, "v1", NAMESPACE, name).tell(Change.ADDED);
        return this;
    }

    /** A fence after everything up to here, for the story to tell wherever it likes. */
    public Fence fence() {
        return history().fence();
    }

    /** The server says here that everything of a kind has come up to a revision. */
    public Story knows(String kind, long revision) {
        return tell(StreamProgress.of(kind, revision));
    }

    /** From here on objects say when what they tell happened, as those of a cluster do. */
    public Story stamping() {
        stamping = true;
        return this;
    }

    /** So many seconds pass. */
    public Story passes(int seconds) {
        passed = passed.plusSeconds(seconds);
        return this;
    }

    /** What the recorder sees from here on it sees so many seconds later than before. */
    public Story seenLater(int seconds) {
        late = late.plusSeconds(seconds);
        return this;
    }

    /** The time as an object says it, in whole seconds; nothing where objects do not say any. */
    Optional<Instant> stamp() {
        return stamping
                ? Optional.of(Clock.RIGHT.time(entries.size()).plus(passed).truncatedTo(ChronoUnit.SECONDS))
                : Optional.empty();
    }

    /** An audit log tells by which request the last state was made. */
    public Story audited(AuditedRequest request) {
        int last = entries.size() - 1;
        entries.set(last, ((Observation) entries.get(last)).by(request));
        return this;
    }

    /** The next event gets this resourceVersion. */
    public Story version(long next) {
        version = next - 1;
        return this;
    }

    public Story tell(Entry entry) {
        // Hand-written histories have a clock of their own, so that they are the same at every run.
        entries.add(Clock.RIGHT.retell(entry.placed(entries.size()), passed.plus(late)));
        return this;
    }

    public History history() {
        return History.of(entries);
    }

    RevisionTellers revisions() {
        return revisions;
    }

    /** How many entries have been told. */
    int length() {
        return entries.size();
    }

    /** What was told last. */
    Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** A claim, volume or Service by its kind and name. */
    ObjectTeller told(String object) {
        return objects.get(object);
    }

    long nextVersion() {
        return ++version;
    }

    private PodTeller newPod(int ordinal) {
        return new PodTeller(this, ordinal, incarnations.merge(ordinal, 1, Integer::sum)).of(revision, image);
    }
}
