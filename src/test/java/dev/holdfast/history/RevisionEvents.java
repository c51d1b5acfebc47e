package dev.holdfast.history;

/** What becomes of the ControllerRevisions of a {@link Story}. */
interface RevisionEvents extends Teller {
    default Story revision(String name) {
        return revision(name, "", 1);
    }

    /** The revision with this number keeps a template that runs this image. */
    default Story revision(String name, String runs, int number) {
        boolean known = story().revisions().has(name);
        ObjectTeller teller = story().revisions().get(name);
        teller.owned(Kinds.STATEFUL_SET, Story.SET, SetTeller.UID);
        teller.json().put("revision", number);
        if (!runs.isEmpty()) {
            keeps(teller, runs);
        }
        teller.tell(known ? Change.MODIFIED : Change.ADDED);
        return story();
    }

    /** Somebody makes a revision that belongs to nobody and has the labels of the set. */
    default Story stray(String name, String runs) {
        return stray(name, runs, "web");
    }

    /** Somebody makes a revision that belongs to nobody and has this label {@code app}. */
    default Story stray(String name, String runs, String app) {
        ObjectTeller teller = story().revisions().anew(name);
        teller.label("app", app);
        teller.json().put("revision", 100);
        keeps(teller, runs);
        teller.tell(Change.ADDED);
        return story();
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

    /** Another set becomes the owner of the revision. */
    default Story revisionTakenBy(String set, String name) {
        ObjectTeller teller = story().revisions().get(name);
        teller.owned(Kinds.STATEFUL_SET, set, "uid-" + set);
        teller.tell(Change.MODIFIED);
        return story();
    }

    /** The deletion of the revision is asked for, and a finalizer keeps it. */
    default Story revisionDeleting(String name) {
        ObjectTeller teller = story().revisions().get(name);
        teller.metadata().putArray("finalizers").add("user.example/keep");
        teller.terminating();
        teller.tell(Change.MODIFIED);
        return story();
    }

    /** The revision gets this label {@code app}. */
    default Story revisionLabelled(String name, String app) {
        ObjectTeller teller = story().revisions().get(name);
        teller.label("app", app);
        teller.tell(Change.MODIFIED);
        return story();
    }

    /** The revision is gone. */
    default Story revisionDeleted(String name) {
        story().revisions().remove(name).tell(Change.DELETED);
        return story();
    }

    default Story revisionOf(String owner, String name) {
        ObjectTeller revision = new ObjectTeller(story(), Kinds.REVISION, "apps/v1", Story.NAMESPACE, name);
        revision.owned(Kinds.STATEFUL_SET, owner, SetTeller.UID);
        revision.tell(Change.ADDED);
        return story();
    }
}
