package dev.holdfast.recording;

/** Which objects a recording is about: a namespace, or those of one scenario in a namespace that it shares. */
public interface RecordedScope {
    /** {@return a few letters that tell it from every other one on the cluster} */
    String id();

    /** {@return the namespace that is recorded} */
    String namespace();

    /**
     * Whether an object belongs to it.
     *
     * @param namespace the namespace of the object
     * @param name its name
     */
    boolean owns(String namespace, String name);
}
