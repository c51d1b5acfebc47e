package dev.holdfast.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said of manifests before anything is made of them: what is left out, what is changed, what to look out for. */
final class Remarks {

    private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Something is not made.
     *
     * @param what kind and name
     * @param why as a clause
     */
    void leftOut(String what, String why) {
        leftOut.computeIfAbsent(why, any -> new ArrayList<>()).add(what);
    }

    /** Something is made otherwise than it is written. */
    void changed(String sentence) {
        if (!changes.contains(sentence)) {
            changes.add(sentence);
        }
    }

    /** Something may keep the set from running, or people from understanding what comes of it. */
    void warned(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    /** {@return the same remarks, to be added to} */
    Remarks copy() {
        Remarks copy = new Remarks();
        leftOut.forEach((why, what) -> what.forEach(each -> copy.leftOut(each, why)));
        changes.forEach(copy::changed);
        warnings.forEach(copy::warned);
        return copy;
    }

    /** {@return all of it, a line each} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        leftOut.forEach((why, what) -> lines.add("  left out   " + String.join(", ", what) + ": " + why));
        changes.forEach(each -> lines.add("  changed    " + each));
        warnings.forEach(each -> lines.add("  note       " + each));
        return lines;
    }
}
