package dev.holdfast.simulation;

import dev.holdfast.history.Action;
import dev.holdfast.simulation.ApiServer.Precondition;
import dev.holdfast.simulation.StatefulSetSpec.Retention;
import dev.holdfast.simulation.StatefulSetSpec.Rolling;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a user does to a set, its pods or its claims. */
interface UserStep extends Step {
    /** The set that lives are about. */
    String SET = "web";

    /** The user who does it in these tests has one tool for everything. */
    String MANAGER = "kubectl";

    /** Makes a set, and its Service if there is none. */
    record Create(String name, StatefulSetSpec spec) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            if (cluster.api.namespaceTerminating() || cluster.api.set(name).isPresent()) {
                return;
            }
            StatefulSet set = new StatefulSet(spec);
            set.meta.name = name;
            service(cluster, set.service());
            cluster.note(Action.of("create StatefulSet " + name, Action.CREATE, StatefulSet.KIND, name, ""));
            set.spec = kept(cluster, spec);
            cluster.api.create(set, MANAGER);
        }
    }

    /** The Service of this name, which is made if there is none. */
    private static Service service(Cluster cluster, String name) {
        return cluster.api.get(Service.class, Service.KIND, name).orElseGet(() -> {
            Service service = new Service();
            service.meta.name = name;
            return cluster.api.create(service, MANAGER);
        });
    }

    /** The spec without the field that the API server drops where the controller does not know it. */
    private static StatefulSetSpec kept(Cluster cluster, StatefulSetSpec asked) {
        boolean refused = asked.strategy == Strategy.RECREATE && !cluster.controller.version.recreates();
        StatefulSetSpec spec = refused ? asked.with(changed -> changed.strategy = Strategy.ROLLING_UPDATE) : asked;
        return cluster.controller.version.honoursMaxUnavailable()
                ? spec
                : spec.with(
                        changed -> changed.rolling = spec.rolling.map(rolling -> new Rolling(rolling.partition(), "")));
    }

    /** Changes the spec of a set. */
    private static void change(Cluster cluster, String name, String verb, UnaryOperator<StatefulSetSpec> change) {
        cluster.api.set(name).ifPresent(set -> {
            cluster.note(Action.of(verb + " " + name, verb, StatefulSet.KIND, name, set.uid()));
            cluster.api.update(
                    set, Precondition.NONE, MANAGER, live -> live.spec = kept(cluster, change.apply(live.spec)));
        });
    }

    private static void change(Cluster cluster, String verb, Consumer<StatefulSetSpec> change) {
        change(cluster, SET, verb, spec -> spec.with(change));
    }

    /** Scales a set. */
    record Scale(String name, int replicas) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, name, "scale", spec -> spec.with(changed -> changed.replicas = replicas));
        }
    }

    /** Sets another image. */
    record SetImage(String image) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "update", spec -> spec.template = spec.template.withImage(image));
        }
    }

    /** Sets another image and scales, in one write. */
    record SetImageAndScale(String image, int replicas) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "update", spec -> {
                spec.template = spec.template.withImage(image);
                spec.replicas = replicas;
            });
        }
    }

    /** {@code kubectl rollout restart}. */
    record Restart() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            String at = cluster.clock.now().toString();
            change(cluster, "restart", spec -> spec.template = spec.template.restarted(at));
        }
    }

    /** Sets how the set is updated. */
    record UpdateBy(Strategy strategy, Optional<Rolling> rolling) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "strategy", spec -> {
                spec.strategy = strategy;
                spec.rolling = rolling;
            });
        }
    }

    /** Sets the partition of a rolling update. */
    record Partition(int partition) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "partition", spec -> {
                String most = spec.rolling.map(Rolling::maxUnavailable).orElse("1");
                spec.rolling = spec.strategy == Strategy.ROLLING_UPDATE
                        ? Optional.of(new Rolling(partition, most))
                        : Optional.empty();
            });
        }
    }

    /** Moves the first ordinal. */
    record StartAt(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "start", spec -> spec.start = ordinal);
        }
    }

    /** Changes the retention policy. */
    record Retain(Retention whenDeleted, Retention whenScaled) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "retention", spec -> {
                spec.whenDeleted = whenDeleted;
                spec.whenScaled = whenScaled;
            });
        }
    }

    /** Changes {@code minReadySeconds}. */
    record MinReady(int seconds) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "minReadySeconds", spec -> spec.minReadySeconds = seconds);
        }
    }

    /** Changes {@code minReadySeconds} and scales, in one write. */
    record MinReadyAndScale(int seconds, int replicas) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "update", spec -> {
                spec.minReadySeconds = seconds;
                spec.replicas = replicas;
            });
        }
    }

    /** Changes {@code revisionHistoryLimit}. */
    record KeepRevisions(int limit) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            change(cluster, "revisionHistoryLimit", spec -> spec.revisionHistoryLimit = limit);
        }
    }

    /** Changes twice how many revisions are kept, each time until everything is at rest: the controller goes over the set twice. */
    record LookTwice() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            for (int limit = 8; limit <= 9; limit++) {
                new KeepRevisions(limit).run(cluster);
                cluster.settle();
            }
        }
    }

    /** Annotates the set, which changes nothing but wakes its controller. */
    record Annotate(int value) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.api
                    .set(SET)
                    .ifPresent(set -> cluster.api.update(set, Precondition.NONE, MANAGER, live -> {
                        live.meta.annotations.put("note", String.valueOf(value));
                    }));
        }
    }

    private static void delete(Cluster cluster, ApiObject object) {
        cluster.note(Action.delete(object.kind(), object.name(), object.uid()));
        cluster.api.delete(object, Precondition.NONE, OptionalInt.empty());
    }

    /** Deletes a pod. */
    record DeletePod(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.api.pod(SET + "-" + ordinal).ifPresent(pod -> delete(cluster, pod));
        }
    }

    /** Makes a pod that is not the set's and has the name of one of its pods, unless there is one of that name. */
    record TakeName(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            String name = SET + "-" + ordinal;
            if (cluster.api.namespaceTerminating() || cluster.api.pod(name).isPresent()) {
                return;
            }
            Pod pod = new Pod();
            pod.meta.name = name;
            pod.meta.labels.put("app", "somebody-else");
            pod.template = new Template("nginx:1", "");
            cluster.note(Action.of("create Pod " + name, Action.CREATE, Pod.KIND, name, ""));
            cluster.api.create(pod, MANAGER);
        }
    }

    /** Deletes a pod without waiting for its containers. */
    record ForceDeletePod(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.api.pod(SET + "-" + ordinal).ifPresent(pod -> {
                cluster.note(Action.delete(Pod.KIND, pod.name(), pod.uid()).with("gracePeriodSeconds", "0"));
                cluster.api.delete(pod, Precondition.NONE, OptionalInt.of(0));
            });
        }
    }

    /** Evicts a pod, as a drain does. */
    record Evict(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.api.pod(SET + "-" + ordinal).ifPresent(pod -> {
                if (!pod.meta.terminating()) {
                    cluster.note(Action.of("evict " + pod.name(), "evict", Pod.KIND, pod.name(), pod.uid()));
                    cluster.api.updateStatus(
                            pod,
                            Precondition.NONE,
                            "",
                            target -> target.disruption = Optional.of("EvictionByEvictionAPI"));
                    cluster.api.delete(pod, Precondition.NONE, OptionalInt.empty());
                }
            });
        }
    }

    /** Makes the claim of a pod beforehand, and a Service that manages it. */
    record MakeManagedClaim(int ordinal) implements UserStep {
        private static final String KEEPER = "keeper";

        @Override
        public void run(Cluster cluster) {
            String name = "data-" + SET + "-" + ordinal;
            if (cluster.api.namespaceTerminating() || cluster.api.claim(name).isPresent()) {
                return;
            }
            Service keeper = service(cluster, KEEPER);
            Claim claim = new Claim();
            claim.meta.name = name;
            claim.meta.finalizers.add(Claim.PROTECTION);
            claim.meta.owners.add(keeper.asOwner());
            cluster.note(Action.of("create claim " + name, Action.CREATE, Claim.KIND, name, ""));
            cluster.api.create(claim, MANAGER);
        }
    }

    /** Deletes a claim. */
    record DeleteClaim(int ordinal) implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.api.claim("data-" + SET + "-" + ordinal).ifPresent(claim -> delete(cluster, claim));
        }
    }

    /** Deletes the set in one of the three ways. */
    record DeleteSet(Propagation propagation) implements UserStep {
        /** What becomes of the pods. */
        enum Propagation {
            BACKGROUND,
            FOREGROUND,
            ORPHAN
        }

        @Override
        public void run(Cluster cluster) {
            cluster.api.set(SET).ifPresent(set -> {
                cluster.note(Action.delete(StatefulSet.KIND, set.name(), set.uid()));
                switch (propagation) {
                    case BACKGROUND -> cluster.api.delete(set, Precondition.NONE, OptionalInt.empty());
                    case FOREGROUND -> cluster.api.deleteWith(StatefulSet.FOREGROUND, set);
                    default -> cluster.api.deleteWith(StatefulSet.ORPHAN, set);
                }
            });
        }
    }

    /** Deletes the namespace and everything in it. */
    record DeleteNamespace() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.note(Action.delete("Namespace", Cluster.NAMESPACE, ""));
            cluster.api.terminateNamespace();
        }
    }

    /** Ends the controller. */
    record EndController() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.note(program(Action.END_PROGRAM));
            cluster.controller.end();
        }
    }

    /** Starts the controller that was ended. */
    record StartController() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            if (cluster.controller.isAway()) {
                cluster.note(program(Action.START_PROGRAM));
                cluster.controller.start();
            }
        }
    }

    private static Action program(String verb) {
        return Action.of(
                verb + " " + StatefulSetController.MANAGER, verb, "Program", StatefulSetController.MANAGER, "");
    }

    /** Gives up waiting for something. */
    record WaitInVain() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.note(Action.inVain("something happens", Duration.ofMinutes(2)));
        }
    }

    /** Notes that the controller did something at once. */
    record SeeAtWork() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            cluster.note(Action.atWork(Duration.ofSeconds(1)));
        }
    }

    /** Deletes the pods by force, all at once. */
    record ForceDeleteAll() implements UserStep {
        @Override
        public void run(Cluster cluster) {
            List<Pod> pods = cluster.api.pods();
            pods.forEach(pod -> new ForceDeletePod(pod.ordinal()).run(cluster));
        }
    }
}
