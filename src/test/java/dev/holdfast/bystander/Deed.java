package dev.holdfast.bystander;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What people do to a set. */
enum Deed {
    RESTART(user -> {
        user.change("restart", Deed::touched);
        user.awaitUpdated();
    }),
    DELETE_A_POD(user -> {
        user.deletePod(user.anyPod());
        user.awaitReady();
    }),
    FORCE_A_POD(user -> {
        user.forcePod(user.anyPod());
        user.awaitReady();
    }),
    DELETE_ALL_PODS(user -> {
        user.pods().forEach(user::deletePod);
        user.awaitReady();
    }),
    FORCE_ALL_PODS(user -> {
        user.pods().forEach(user::forcePod);
        user.awaitReady();
    }),
    SCALE_UP(user -> {
        user.scale(user.set().getSpec().getReplicas() + 2);
        user.awaitReady();
    }),
    SCALE_DOWN(user -> {
        user.scale(Math.max(1, user.set().getSpec().getReplicas() - 2));
        user.awaitReady();
    }),
    SCALE_TO_NOTHING(user -> {
        int before = user.set().getSpec().getReplicas();
        user.scale(0);
        user.awaitReady();
        user.scale(before);
        user.awaitReady();
    }),
    FLIP(user -> {
        for (int replicas : new int[] {4, 1, 3, 0, 2, 3}) {
            user.scale(replicas);
            user.pause(3);
        }
        user.awaitReady();
    }),
    EVICT(user -> {
        user.evict(user.anyPod());
        user.awaitReady();
    }),
    DRAIN(user -> {
        for (String pod : user.pods()) {
            user.evict(pod);
            user.awaitNoPod(pod);
        }
        user.awaitReady();
    }),
    SET_IMAGE(user -> {
        user.change("set the other image", image(user));
        user.awaitUpdated();
    }),
    SET_IMAGE_IN_MID_ROLL(user -> {
        user.change("restart", Deed::touched);
        user.pause(6);
        user.change("set the other image in mid-roll", image(user));
        user.awaitUpdated();
    }),
    ROLL_BACK(user -> {
        String before = main(user.set()).getImage();
        user.change("set the other image", image(user));
        user.pause(8);
        user.change("roll back", set -> main(set).setImage(before));
        user.awaitUpdated();
    }),
    DELETE_IN_MID_ROLL(user -> {
        user.change("restart", Deed::touched);
        user.pause(4);
        user.deletePod(user.anyPod());
        user.pause(4);
        user.deletePod(user.anyPod());
        user.awaitUpdated();
    }),
    SCALE_IN_MID_ROLL(user -> {
        user.change("restart", Deed::touched);
        user.pause(5);
        user.scale(user.set().getSpec().getReplicas() == 3 ? 5 : 3);
        user.awaitUpdated();
    }),
    NO_SUCH_IMAGE(user -> {
        String before = main(user.set()).getImage();
        user.change("set an image that does not exist", set -> main(set).setImage("localhost/holdfast/nothing:0"));
        user.pause(12);
        user.change("undo", set -> main(set).setImage(before));
        user.pause(5);
        // Nobody else gets the set out of that (kubernetes#67250).
        user.pods().forEach(user::deletePod);
        user.awaitReady();
    }),
    ORPHAN(user -> {
        StatefulSet set = user.set();
        user.deleteSet(DeletionPropagation.ORPHAN);
        user.awaitNoSet();
        user.pause(3);
        user.create(set);
        user.awaitReady();
    }),
    ORPHAN_AND_CHANGE_POLICY(user -> {
        StatefulSet set = user.set();
        user.deleteSet(DeletionPropagation.ORPHAN);
        user.awaitNoSet();
        boolean parallel = "Parallel".equals(set.getSpec().getPodManagementPolicy());
        set.getSpec().setPodManagementPolicy(parallel ? "OrderedReady" : "Parallel");
        user.create(set);
        user.pause(4);
        user.deletePod(user.anyPod());
        user.awaitReady();
    }),
    ORPHAN_AND_CHANGE_TEMPLATE(user -> {
        StatefulSet set = user.set();
        user.deleteSet(DeletionPropagation.ORPHAN);
        user.awaitNoSet();
        user.deletePod(user.anyPod());
        image(user).accept(set);
        user.create(set);
        user.awaitUpdated();
    }),
    DELETE_CLAIMS(Deed::hasClaims, user -> {
        String pod = user.anyPod();
        user.deleteClaims(pod);
        user.deletePod(pod);
        user.awaitReady();
    }),
    DELETE_CLAIMS_OF_A_POD_TO_COME(Deed::hasClaims, user -> {
        int before = user.set().getSpec().getReplicas();
        user.scale(before - 1);
        user.awaitReady();
        user.deleteClaims(Design.SET + "-" + (start(user.set()) + before - 1));
        user.scale(before);
        user.awaitReady();
    }),
    MOVE_THE_START(user -> {
        int before = start(user.set());
        user.change("move the start ordinal", set -> set.getSpec()
                .setOrdinals(new StatefulSetOrdinals(before == 0 ? 2 : before - 1)));
        user.awaitReady();
    }),
    MOVE_THE_PARTITION(user -> !onDelete(user), user -> {
        user.change("set the partition to 2", set -> partition(set, 2));
        user.change("set the other image", image(user));
        user.pause(10);
        user.change("set the partition to 1", set -> partition(set, 1));
        user.pause(10);
        user.deletePod(user.anyPod());
        user.awaitReady();
        user.change("set the partition to 0", set -> partition(set, 0));
        user.awaitUpdated();
    }),
    UPDATE_BY_DELETING(Deed::onDelete, user -> {
        user.change("set the other image", image(user));
        user.pause(4);
        for (String pod : user.pods()) {
            user.deletePod(pod);
            user.pause(6);
        }
        user.awaitUpdated();
    }),
    CHANGE_THE_STRATEGY(user -> {
        boolean rolls = !onDelete(user);
        user.change("set the other image", image(user));
        user.pause(4);
        user.change("change the strategy", set -> {
            set.getSpec().getUpdateStrategy().setType(rolls ? "OnDelete" : "RollingUpdate");
            set.getSpec().getUpdateStrategy().setRollingUpdate(null);
        });
        user.pause(10);
        user.awaitReady();
    }),
    DELETE_AND_CREATE(user -> {
        StatefulSet set = user.set();
        user.deleteSet(user.random().nextBoolean() ? DeletionPropagation.FOREGROUND : DeletionPropagation.BACKGROUND);
        user.awaitNoSet();
        user.create(set);
        user.awaitReady();
    }),
    RESIZE_PODS(user -> {
        user.pods().forEach(user.single()::resize);
        user.pause(5);
        user.awaitReady();
    }),
    DEBUG_A_POD(user -> {
        user.single().debug(user.anyPod());
        user.pause(5);
        user.deletePod(user.anyPod());
        user.awaitReady();
    }),
    SET_IMAGE_OF_A_POD(user -> {
        String other = user.image(main(user.set()).getImage().equals(user.image("web")) ? "web-next" : "web");
        user.single().editPod(user.anyPod(), pod -> pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals("main"))
                .forEach(container -> container.setImage(other)));
        user.pause(5);
        user.change("restart", Deed::touched);
        user.awaitUpdated();
    }),
    LABEL_PODS(user -> {
        user.pods().forEach(name -> user.single()
                .editPod(name, pod -> pod.getMetadata().getLabels().put("role", "replica")));
        user.scale(user.set().getSpec().getReplicas() + 1);
        user.awaitReady();
    }),
    LET_A_POD_GO(user -> {
        String name = user.anyPod();
        user.single().editPod(name, pod -> pod.getMetadata().getLabels().remove("app"));
        user.pause(8);
        user.deletePod(name);
        user.awaitReady();
    }),
    TAKE_A_NAME(user -> {
        int next = start(user.set()) + user.set().getSpec().getReplicas();
        user.single().createPod(Design.SET + "-" + next);
        user.scale(user.set().getSpec().getReplicas() + 2);
        user.pause(8);
        user.deletePod(Design.SET + "-" + next);
        user.awaitReady();
    }),
    CRASH_PODS(user -> {
        user.pods().forEach(user.single()::crash);
        user.pause(2);
        user.change("restart", Deed::touched);
        user.single().crash(user.anyPod());
        user.awaitUpdated();
    }),
    DELETE_OLD_REVISIONS(user -> {
        user.change("set the other image", image(user));
        user.pause(5);
        user.around().deleteOldRevisions(user.set());
        user.awaitUpdated();
        user.around().deleteOldRevisions(user.set());
        user.change("set the other image", image(user));
        user.awaitUpdated();
    }),
    HOLD_A_POD(user -> {
        String pod = user.anyPod();
        user.single().hold(pod, finalizers -> finalizers.add("user.example/hold"));
        user.deletePod(pod);
        user.change("restart", Deed::touched);
        user.pause(10);
        user.single().hold(pod, finalizers -> finalizers.remove("user.example/hold"));
        user.awaitUpdated();
    }),
    CORDON(user -> {
        String pod = user.anyPod();
        user.around().node(pod).ifPresent(node -> {
            user.around().cordon(node, true);
            user.evict(pod);
            user.pause(6);
            user.around().cordon(node, false);
        });
        user.awaitReady();
    }),
    REBOOT_A_NODE(user -> {
        user.change("restart", Deed::touched);
        user.pause(4);
        user.around().node(user.anyPod()).ifPresent(node -> user.machines().reboot(node));
        user.awaitUpdated();
    }),
    CUT_A_NODE(user -> {
        user.around().node(user.anyPod()).ifPresent(node -> user.machines().cut(node));
        user.awaitReady();
    }),
    RESTART_A_KUBELET(user -> {
        user.change("restart", Deed::touched);
        user.pause(4);
        user.around().node(user.anyPod()).ifPresent(node -> user.machines().restartKubelet(node));
        user.awaitUpdated();
    }),
    RESTART_THE_CONTROLLERS(user -> {
        user.change("restart", Deed::touched);
        user.pause(6);
        user.machines().restartControllers();
        user.awaitUpdated();
    }),
    LOSE_THE_SERVICE(user -> {
        user.around().deleteService();
        user.deletePod(user.anyPod());
        user.awaitReady();
        user.around().createService();
        user.pause(3);
    }),
    ALLOW_LESS(user -> {
        int pods = user.pods().size();
        user.around().allow(Math.max(1, pods - 1));
        user.scale(user.set().getSpec().getReplicas() + 2);
        user.deletePod(user.anyPod());
        user.pause(8);
        user.around().allowAll();
        user.awaitReady();
    }),
    APPLY_AGAIN(user -> {
        user.apply(set -> {});
        user.apply(set -> set.getSpec().setReplicas(set.getSpec().getReplicas() + 1));
        user.pause(3);
        user.apply(Deed::touched);
        user.awaitUpdated();
    }),
    SCALE_DOWN_AND_DELETE(user -> {
        user.scale(5);
        user.pause(8);
        user.scale(2);
        user.deletePod(user.anyPod());
        user.awaitReady();
    });

    @SuppressWarnings("ImmutableEnumChecker") // None of them keeps anything.
    private final Predicate<User> sense;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<User> doing;

    Deed(Consumer<User> doing) {
        this(user -> true, doing);
    }

    Deed(Predicate<User> sense, Consumer<User> doing) {
        this.sense = sense;
        this.doing = doing;
    }

    /** Does it, where it makes sense. */
    void by(User user) {
        if (sense.test(user)) {
            user.does("--- " + name());
            doing.accept(user);
        }
    }

    private static boolean hasClaims(User user) {
        return !user.set().getSpec().getVolumeClaimTemplates().isEmpty();
    }

    private static boolean onDelete(User user) {
        return "OnDelete".equals(user.set().getSpec().getUpdateStrategy().getType());
    }

    private static int start(StatefulSet set) {
        StatefulSetOrdinals ordinals = set.getSpec().getOrdinals();
        return ordinals == null || ordinals.getStart() == null ? 0 : ordinals.getStart();
    }

    static void touched(StatefulSet set) {
        Map<String, String> annotations =
                new HashMap<>(Map.of("restarted", Instant.now().toString()));
        set.getSpec().getTemplate().getMetadata().setAnnotations(annotations);
    }

    private static Consumer<StatefulSet> image(User user) {
        return set -> {
            boolean next = main(set).getImage().equals(user.image("web"));
            main(set).setImage(user.image(next ? "web-next" : "web"));
        };
    }

    private static Container main(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static void partition(StatefulSet set, int partition) {
        StatefulSetSpec spec = set.getSpec();
        RollingUpdateStatefulSetStrategy rolling = spec.getUpdateStrategy().getRollingUpdate();
        if (rolling == null) {
            rolling = new RollingUpdateStatefulSetStrategy();
        }
        rolling.setPartition(partition);
        spec.getUpdateStrategy().setRollingUpdate(rolling);
    }
}
