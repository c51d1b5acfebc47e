package dev.holdfast.history.replay;

/**
 * How many pods of a set meet a condition. The controller counts what its watch has told it up to some moment between its last
 * writes of the status and this one, so a count is right when it lies between what was surely so all that time and what was so at
 * some moment of it. When nothing happens in between, that is one number.
 */
public final class CountBounds {
    private int base;
    private int earlierGained;
    private int earlierLost;
    private int gained;
    private int lost;

    /** One pod more, for a pod that was there from the beginning. */
    void found() {
        base++;
    }

    /** One pod more. */
    void gain() {
        gained++;
    }

    /** One pod less. */
    void lose() {
        lost++;
    }

    /** The controller wrote the status: what happened before its last write but one is out of the question from here on. */
    void written() {
        base += earlierGained - earlierLost;
        earlierGained = gained;
        earlierLost = lost;
        gained = 0;
        lost = 0;
    }

    /** Whether there are none, and have been none for so long that the controller knows. */
    boolean empty() {
        return highest() == 0 && lowest() == 0 && earlierLost == 0 && lost == 0;
    }

    /** Whether the controller may have counted so many. */
    public boolean allows(int count) {
        return count >= lowest() && count <= highest();
    }

    /** How many there are now. */
    public int now() {
        return base + earlierGained - earlierLost + gained - lost;
    }

    /** "2", or "between 1 and 3". */
    public String words() {
        return lowest() == highest() ? String.valueOf(lowest()) : "between " + lowest() + " and " + highest();
    }

    private int lowest() {
        return Math.max(0, base - earlierLost - lost);
    }

    private int highest() {
        return base + earlierGained + gained;
    }
}
