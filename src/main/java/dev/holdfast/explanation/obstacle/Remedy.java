package dev.holdfast.explanation.obstacle;

/**
 * What somebody can do about an obstacle.
 *
 * @param words what to do, a clause without its full stop
 * @param command a command that does it or shows more; empty when there is none
 */
public record Remedy(String words, String command) {

    /** {@return what is done by no single command} */
    public static Remedy of(String words) {
        return new Remedy(words, "");
    }
}
