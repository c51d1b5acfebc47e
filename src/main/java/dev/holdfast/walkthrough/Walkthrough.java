package dev.holdfast.walkthrough;

import dev.holdfast.report.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Leads somebody through scenarios: says which step comes next and how to look at what it is about, and waits for a line of input.
 * Cucumber makes its plugins and hooks itself, so the one of this run has to be found by them. One scenario runs at a time.
 */
public final class Walkthrough {

    private static final AtomicReference<Walkthrough> CURRENT = new AtomicReference<>();

    private final Terminal terminal;
    private final BufferedReader input;
    private final List<String> access;
    private final String kubectl;
    private List<String> steps = List.of();
    private int next;
    private boolean inputEnded;

    /**
     * Leads nobody yet.
     *
     * @param terminal where people read
     * @param input where they say that they have seen enough, one line each time
     * @param access lines that a shell needs before its kubectl reaches the cluster
     * @param kubectl how kubectl is called then, with the options that choose the cluster
     */
    public Walkthrough(Terminal terminal, BufferedReader input, List<String> access, String kubectl) {
        this.terminal = terminal;
        this.input = input;
        this.access = List.copyOf(access);
        this.kubectl = kubectl;
    }

    /**
     * The walkthrough of this run.
     *
     * @throws IllegalStateException when this run does not stop at steps
     */
    static Walkthrough current() {
        Walkthrough current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("this run does not stop at steps");
        }
        return current;
    }

    /** Makes it the one of this run. */
    public void begin() {
        CURRENT.set(this);
    }

    /** Ends it. Scenarios that begin after that cannot be stopped. */
    public static void end() {
        CURRENT.set(null);
    }

    /**
     * A scenario begins.
     *
     * @param title its title
     * @param where its file and line
     * @param texts its steps in words, in their order, those of its background before them
     */
    void scenario(String title, String where, List<String> texts) {
        steps = List.copyOf(texts);
        next = 0;
        terminal.result(System.lineSeparator() + title + "  (" + where + ")");
    }

    /**
     * A step is about to be taken; returns when somebody has asked for it.
     *
     * @param namespace where the scenario's objects are
     */
    void beforeStep(String namespace) {
        if (next == 0) {
            terminal.result("Its objects are in the namespace " + namespace + ". To look at them in another terminal:");
            access.forEach(line -> terminal.result("  " + line));
        }
        String step = steps.get(next);
        next++;
        terminal.result(System.lineSeparator() + "Step " + next + " of " + steps.size() + ": " + step);
        KubectlHint.of(step).commands(kubectl, namespace).forEach(command -> terminal.result("  " + command));
        waitFor("Enter takes the step.");
    }

    /**
     * The last step was taken, or one failed; returns when somebody has asked to go on.
     *
     * @param namespace where the scenario's objects are
     */
    void afterLastStep(String namespace) {
        terminal.result(System.lineSeparator() + "After the last step, before the scenario is judged:");
        KubectlHint.ofTheEnd().commands(kubectl, namespace).forEach(command -> terminal.result("  " + command));
        waitFor("Enter judges the scenario and removes its objects.");
    }

    /** Without anybody to wait for, nothing is waited for. */
    private void waitFor(String invitation) {
        if (inputEnded) {
            return;
        }
        terminal.result(invitation);
        try {
            inputEnded = input.readLine() == null;
        } catch (IOException unreadable) {
            inputEnded = true;
        }
        if (inputEnded) {
            terminal.result("The input has ended: the steps follow each other now.");
        }
    }
}
