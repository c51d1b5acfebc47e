package dev.holdfast.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ControllerRevisions that a {@link Story} tells of. */
final class RevisionTellers {
    private final Story story;
    private final Map<String, ObjectTeller> present = new HashMap<>();
    /** The names that revisions have had. */
    private final Set<String> names = new HashSet<>();

    RevisionTellers(Story story) {
        this.story = story;
    }

    boolean has(String name) {
        return present.containsKey(name);
    }

    ObjectTeller get(String name) {
        return has(name) ? present.get(name) : anew(name);
    }

    /** One of a name that another had before has a uid of its own. */
    ObjectTeller anew(String name) {
        ObjectTeller revision = new ObjectTeller(story, Kinds.REVISION, "apps/v1", Story.NAMESPACE, name);
        if (!names.add(name)) {
            revision.metadata().put("uid", "uid-" + name + "-" + story.length());
        }
        present.put(name, revision);
        return revision;
    }

    ObjectTeller remove(String name) {
        return present.remove(name);
    }
}
