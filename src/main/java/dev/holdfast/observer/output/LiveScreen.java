package dev.holdfast.observer.output;

import java.io.PrintWriter;
import java.util.List;

/** A terminal at whose foot a table is drawn anew again and again, while lines scroll past above it. */
public final class LiveScreen {

    private static final String ESCAPE = "\u001b[";

    private final PrintWriter out;
    private List<String> foot = List.of();

    /** Draws nothing yet. */
    public LiveScreen(PrintWriter out) {
        this.out = out;
    }

    /** Prints lines above the table. */
    public synchronized void print(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(erased());
        lines.forEach(line -> text.append(line).append('\n'));
        write(text.append(drawn()));
    }

    /** Draws the table anew. */
    public synchronized void foot(List<String> lines) {
        if (lines.equals(foot)) {
            return;
        }
        StringBuilder text = new StringBuilder(erased());
        foot = List.copyOf(lines);
        write(text.append(drawn()));
    }

    /** Takes the table away. */
    public synchronized void close() {
        write(new StringBuilder(erased()));
        foot = List.of();
    }

    /** From its last line the cursor goes up to its first one, and all below is erased. */
    private String erased() {
        return foot.isEmpty() ? "" : ESCAPE + foot.size() + "A\r" + ESCAPE + "J";
    }

    private String drawn() {
        return foot.isEmpty() ? "" : String.join("\n", foot) + "\n";
    }

    private void write(StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
