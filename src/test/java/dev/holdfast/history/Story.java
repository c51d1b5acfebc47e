package dev.holdfast.history;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A history written by hand, event by event, about StatefulSet {@code web} of namespace {@code demo} with the governing Service
 * {@code svc} and the claim template {@code www}. Every event gets the next resourceVersion, from 101 on.
 */
public final class Story implements Teller {
    public static final String NAMESPACE = "demo";
    public static final String SET = "web";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, PodTeller> pods = new TreeMap<>();
    private final Map<Integer, Integer> incarnations = new TreeMap<>();
    private final Map<String, PodTeller> others = new HashMap<>();
    private final Map<String, ObjectTeller> objects = new HashMap<>();
    private final Map<String, NodeTeller> nodes = new HashMap<>();
    /** The names that revisions have had. */
    private final Set<String> revisionNames = new HashSet<>();

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

    /** The controller says in an Event that it has deleted the pod, which is ending. */
    public Story controllerDeletes(int ordinal) {
        ObjectTeller event = controllerSays(
                "SuccessfulDelete", "Delete Pod " + pod(ordinal).name() + " in StatefulSet " + SET + " successful");
        event.json().put("lastTimestamp", pod(ordinal).requested().toString());
        event.tell(Change.ADDED);
        return this;
    }

    /** The controller says in an Event that it has created the claim of the pod. */
    public Story controllerCreatesClaim(int ordinal) {
        controllerSays(
                        "SuccessfulCreate",
                        "Create Claim www-web-" + ordinal + " Pod web-" + ordinal + " in StatefulSet " + SET
                                + " success")
                .tell(Change.ADDED);
        return this;
    }

    /** The controller says in an Event that it could not create the pod. */
    public Story controllerCannotCreate(int ordinal) {
        return controllerSaysItCannotCreate(
                "create Pod web-" + ordinal + " in StatefulSet " + SET + " failed error: exceeded quota");
    }

    /** The controller says in an Event in these words that it could not create something. */
    public Story controllerSaysItCannotCreate(String words) {
        controllerSays("FailedCreate", words).tell(Change.ADDED);
        return this;
    }

    /** The controller says in an Event that it could not delete the pod. */
    public Story controllerCannotDelete(int ordinal, String why) {
        controllerSays("FailedDelete", "delete Pod web-" + ordinal + " in StatefulSet " + SET + " failed error: " + why)
                .tell(Change.ADDED);
        return this;
    }

    /** The controller says in an Event that it could not delete the pod. */
    public Story controllerCannotDelete(int ordinal) {
        return controllerCannotDelete(ordinal, "forbidden");
    }

    private ObjectTeller controllerSays(String reason, String message) {
        ObjectTeller event = new ObjectTeller(this, Kinds.EVENT, "v1", NAMESPACE, "web." + entries.size());
        event.json().put("reason", reason).put("message", message);
        event.json()
                .putObject("involvedObject")
                .put("kind", Kinds.STATEFUL_SET)
                .put("name", SET)
                .put("uid", set.uid());
        event.json().putObject("source").put("component", "statefulset-controller");
        return event;
    }

    /** A pod of a Deployment, whose ReplicaSet gives it this name. */
    public PodTeller stateless(String name) {
        return others.computeIfAbsent(name, any -> new PodTeller(this, 0, 1)
                .named(name)
                .uid(name)
                .withoutClaims()
                .owner("ReplicaSet", "nginx-7f", "uid-replica-set"));
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

    public Story revision(String name) {
        return revision(name, "", 1);
    }

    /** The revision with this number keeps a template that runs this image. */
    public Story revision(String name, String runs, int number) {
        boolean known = objects.containsKey("revision " + name);
        ObjectTeller teller = objects.computeIfAbsent("revision " + name, any -> newRevision(name));
        teller.owned(Kinds.STATEFUL_SET, SET, SetTeller.UID);
        teller.json().put("revision", number);
        if (!runs.isEmpty()) {
            keeps(teller, runs);
        }
        teller.tell(known ? Change.MODIFIED : Change.ADDED);
        return this;
    }

    /** Somebody makes a revision that belongs to nobody and has the labels of the set. */
    public Story stray(String name, String runs) {
        return stray(name, runs, "web");
    }

    /** Somebody makes a revision that belongs to nobody and has this label {@code app}. */
    public Story stray(String name, String runs, String app) {
        ObjectTeller teller = newRevision(name);
        objects.put("revision " + name, teller);
        teller.label("app", app);
        teller.json().put("revision", 100);
        keeps(teller, runs);
        teller.tell(Change.ADDED);
        return this;
    }

    /** One of a name that another had before has a uid of its own. */
    private ObjectTeller newRevision(String name) {
        ObjectTeller revision = new ObjectTeller(this, Kinds.REVISION, "apps/v1", NAMESPACE, name);
        if (!revisionNames.add(name)) {
            revision.metadata().put("uid", "uid-" + name + "-" + entries.size());
        }
        return revision;
    }

    private static void keeps(ObjectTeller revision, String image) {
        revision.json()
                .putObject("data")
                .putObject("spec")
                .putObject("template")
                .putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "nginx")
                .put("image", image);
    }

    /** The revision is gone. */
    public Story revisionDeleted(String name) {
        objects.remove("revision " + name).tell(Change.DELETED);
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

    /** The scenario asks for the eviction of the pod, and is told that it may not be. */
    public Story evictionRefused(int ordinal) {
        return evictionAnswered(ordinal, 429, "Cannot evict pod as it would violate the pod's disruption budget.");
    }

    /** The scenario asks for the eviction of the pod, and gets this answer. */
    public Story evictionAnswered(int ordinal, int status, String message) {
        String cause = message.contains("disruption budget") ? "{\"reason\":\"DisruptionBudget\"}" : "";
        return answered(eviction(ordinal), status, message, cause);
    }

    /** The scenario asks for the eviction of the pod, and gets no answer. */
    public Story evictionUnanswered(int ordinal) {
        return tell(eviction(ordinal));
    }

    private Action eviction(int ordinal) {
        String pod = pod(ordinal).name();
        return Action.of(
                "evict Pod " + pod, Action.EVICT, Kinds.POD, pod, pod(ordinal).uid());
    }

    /** The scenario asks whether such a pod would be let in. */
    public Story triesOut(int ordinal, int status) {
        Action request = Action.of("ask for a pod", Action.TRY, Kinds.POD, "web-" + ordinal, "");
        return answered(request, status, status == 403 ? "exceeded quota" : "", "");
    }

    private Story answered(Action request, int status, String message, String cause) {
        tell(request.in(NAMESPACE));
        Action asked = (Action) entries.get(entries.size() - 1);
        return tell(Response.received(
                asked,
                status,
                status < 300
                        ? "{}"
                        : "{\"kind\":\"Status\",\"message\":\"" + message + "\",\"details\":{\"causes\":[" + cause
                                + "]}}"));
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

    public Story revisionOf(String owner, String name) {
        ObjectTeller revision = new ObjectTeller(this, Kinds.REVISION, "apps/v1", NAMESPACE, name);
        revision.owned(Kinds.STATEFUL_SET, owner, SetTeller.UID);
        revision.tell(Change.ADDED);
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

    public Story looksUp(int ordinal, String... addresses) {
        return tell(ExternalRead.dns("web-" + ordinal + ".svc.demo.svc.cluster.local", List.of(addresses)));
    }

    public Story looksUpService(String... addresses) {
        return tell(ExternalRead.dns("svc.demo.svc.cluster.local", List.of(addresses)));
    }

    public Story looksUpPort(String port, String... records) {
        return tell(ExternalRead.srv("_" + port + "._tcp.svc.demo.svc.cluster.local", List.of(records)));
    }

    /** The recording catches up with the server. */
    public Story catchesUp() {
        return tell(fence());
    }

    /** The page that the name of this ordinal leads to. */
    public Story page(int ordinal, String body) {
        return tell(ExternalRead.page(url(ordinal), 200, body + "\n"));
    }

    public Story pageRefused(int ordinal, int status) {
        return tell(ExternalRead.page(url(ordinal), status, "refused"));
    }

    public Story noPage(int ordinal) {
        return tell(ExternalRead.noPage(url(ordinal)));
    }

    public Story file(String path, String content) {
        return tell(ExternalRead.file(path, content + "\n"));
    }

    public Story noFile(String path) {
        return tell(ExternalRead.noFile(path));
    }

    public Story saysHostname(int ordinal, String answer) {
        return tell(ExternalRead.hostname(pod(ordinal).name(), pod(ordinal).uid(), answer));
    }

    public Story writes(int ordinal, String content) {
        return tell(Action.write(pod(ordinal).name(), pod(ordinal).uid(), "index.html", content));
    }

    /** The scenario asks for the deletion of the pod. */
    public Story deletes(int ordinal) {
        return tell(Action.delete(Kinds.POD, pod(ordinal).name(), pod(ordinal).uid()));
    }

    public Story deletesClaim(int ordinal) {
        ObjectTeller claim = objects.get("claim www-web-" + ordinal);
        return tell(Action.delete(Kinds.CLAIM, claim.name(), claim.uid()));
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

    /** The scenario gives up waiting for something. */
    public Story waitsInVain() {
        return tell(Action.inVain("something happens", Duration.ofMinutes(2)));
    }

    /** Why a set does not go on, by what the server has of it when it is given up to wait. */
    public Story explained(String sentence) {
        return tell(Action.explained(sentence));
    }

    /** The controller makes a pod for another set, so quickly that it must have had the time for what was waited for. */
    public Story atWork(String pod) {
        return control(pod).tell(Action.atWork(Duration.ofMillis(300)));
    }

    /** A step of the scenario failed, so that it ends here. */
    public Story cutShort() {
        return tell(Action.stop("a step of the scenario failed"));
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

    long nextVersion() {
        return ++version;
    }

    private PodTeller newPod(int ordinal) {
        return new PodTeller(this, ordinal, incarnations.merge(ordinal, 1, Integer::sum)).of(revision, image);
    }

    private static URI url(int ordinal) {
        return URI.create("http://web-" + ordinal + ".svc.demo.svc.cluster.local/");
    }
}
