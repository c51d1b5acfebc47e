package dev.holdfast.report.timeline;

/**
 * One field of an object that differs between two of its states.
 *
 * @param path its path as {@code kubectl explain} has it; an element of a list is named by what identifies it, as in
 *     {@code status.conditions[Ready].status}
 * @param before its value before; empty when it was not set
 * @param after its value then; empty when it is not set
 */
public record FieldChange(String path, String before, String after) {

    /** What is shown of a field that is not set. */
    public static final String NOT_SET = "not set";

    /** {@return the value before, in words where there was none} */
    public String was() {
        return before.isEmpty() ? NOT_SET : before;
    }

    /** {@return the value then, in words where there is none} */
    public String is() {
        return after.isEmpty() ? NOT_SET : after;
    }

    /** {@return whether a sentence speaks of the field, by its whole path or by its name} */
    boolean isNamedIn(String sentence) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return sentence.contains(path) || (name.length() > 8 && sentence.contains(name));
    }

    @Override
    public String toString() {
        return path + ": " + was() + " → " + is();
    }
}
