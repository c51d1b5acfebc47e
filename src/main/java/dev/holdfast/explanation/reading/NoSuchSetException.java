package dev.holdfast.explanation.reading;

import java.util.List;

/** There is no set of a name that somebody gave. */
public final class NoSuchSetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> others;

    NoSuchSetException(String namespace, String name, List<String> others) {
        super("there is no StatefulSet " + name + " in namespace " + namespace);
        this.others = List.copyOf(others);
    }

    /** {@return the names of the sets that are there} */
    public List<String> others() {
        return others;
    }
}
