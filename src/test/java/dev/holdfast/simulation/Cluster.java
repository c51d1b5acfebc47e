package dev.holdfast.simulation;

import dev.holdfast.history.Action;
import dev.holdfast.history.replay.ControllerKnowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A namespace of a small cluster with everybody who acts in it, one small act after the other. */
final class Cluster {
    static final String NAMESPACE = "sim";
    private static final int ENOUGH = 200;

    final SimulatedClock clock = new SimulatedClock();
    final ApiServer api = new ApiServer(clock, NAMESPACE);
    final StatefulSetController controller;
    final Kubelet kubelet;
    final StorageControllers storage = new StorageControllers(api);
    final GarbageCollector collector;
    final Faults faults;
    private final List<Action> actions = new ArrayList<>();

    Cluster(KubernetesVersion version, Faults faults) {
        this.faults = faults;
        kubelet = new Kubelet(api, clock, faults);
        collector = new GarbageCollector(api, faults);
        controller = new StatefulSetController(api, clock, version, faults);
    }

    /** What users did, as a scenario would have noted it. */
    List<Action> actions() {
        return actions;
    }

    /** A user is about to do something. */
    void note(Action action) {
        clock.advance(1);
        actions.add(new Action(
                Action.UNPLACED,
                clock.now(),
                action.description(),
                action.verb(),
                action.kind(),
                action.kind().equals("Namespace") ? "" : NAMESPACE,
                action.name(),
                action.uid(),
                action.details()));
        clock.advance(1);
    }

    /** Lets everybody work until nobody has anything to do, with caches that are always fresh. */
    void settle() {
        for (int i = 0; i < ENOUGH && round(); i++) {
            clock.advance(250);
        }
    }

    private boolean round() {
        boolean worked = refresh();
        if (controller.hasWork()) {
            controller.sync();
            worked = true;
        }
        while (controller.events.pending()) {
            controller.events.write();
            worked = true;
        }
        for (Pod pod : api.pods()) {
            worked |= kubelet.progress(pod);
        }
        for (Claim claim : api.list(Claim.class, Claim.KIND)) {
            worked |= storage.progress(claim);
        }
        Optional<Runnable> garbage = collector.due().stream().findFirst();
        garbage.ifPresent(Runnable::run);
        worked |= garbage.isPresent();
        return worked || waitForController();
    }

    private boolean waitForController() {
        Optional<Long> due = controller.nextDue().filter(time -> time - clock.millis() < 30_000);
        due.ifPresent(time -> clock.advance(Math.max(0, time - clock.millis())));
        return due.isPresent();
    }

    private boolean refresh() {
        boolean news = false;
        if (controller.isAway()) {
            return news;
        }
        for (Informer<? extends ApiObject> informer : controller.caches.all()) {
            while (informer.behind()) {
                controller.takeNext(informer);
                news = true;
            }
        }
        return news;
    }

    /** Lets anybody do one small thing, who is chosen at random, with caches that lag as the lag says. */
    void work(Random random, Lag lag) {
        clock.advance(random.nextInt(8) == 0 ? random.nextInt(1500) : random.nextInt(120));
        keepUp();
        switch (random.nextInt(8)) {
            case 0, 1 -> take(random, lag);
            case 2 -> controller.sync();
            case 3 -> {
                if (controller.events.pending()) {
                    controller.events.write();
                }
            }
            case 4, 5 -> pick(api.pods(), random).ifPresent(kubelet::progress);
            case 6 -> pick(api.list(Claim.class, Claim.KIND), random).ifPresent(storage::progress);
            default -> pick(collector.due(), random).ifPresent(Runnable::run);
        }
    }

    /** No cache of a controller that goes on at all is further behind than that. */
    private void keepUp() {
        if (!controller.isAway()) {
            for (Informer<? extends ApiObject> informer : controller.caches.all()) {
                while (informer.behind(clock.now().minus(ControllerKnowledge.LAG))) {
                    controller.takeNext(informer);
                }
            }
        }
    }

    private void take(Random random, Lag lag) {
        if (controller.isAway()) {
            return;
        }
        for (Informer<? extends ApiObject> informer : controller.caches.all()) {
            int events = lag.events(informer.kind(), random);
            for (int i = 0; i < events && informer.behind(); i++) {
                controller.takeNext(informer);
            }
        }
    }

    static <T> Optional<T> pick(List<T> of, Random random) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }
}
