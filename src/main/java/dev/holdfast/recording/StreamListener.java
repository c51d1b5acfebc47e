package dev.holdfast.recording;

import dev.holdfast.history.Change;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Hears of what happens to objects, on the stream's thread and in the order in which the server sent it. */
interface StreamListener {

    /**
     * An object was listed or changed.
     *
     * @param change what happened to it
     * @param object the whole object, as the server sent it
     * @param arrived when it arrived here
     */
    void observed(Change change, ObjectNode object, Instant arrived);

    /**
     * Everything that had happened up to a revision was told.
     *
     * @param kind the kind of object
     * @param revision the resourceVersion
     */
    void complete(String kind, long revision);

    /**
     * Changes may have been missed. What is there now follows.
     *
     * @param kind the kind of object
     * @param since the last revision up to which everything was told, or 0 when nothing was
     * @param reason why, as a sentence
     */
    void gap(String kind, long since, String reason);
}
