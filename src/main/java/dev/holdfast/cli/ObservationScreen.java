package dev.holdfast.cli;

import dev.holdfast.observer.SetObserver;
import dev.holdfast.observer.output.LiveScreen;
import dev.holdfast.observer.output.LiveTable;
import dev.holdfast.report.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The live table of an observation, drawn once a second in as much room as the terminal has. */
final class ObservationScreen {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** Somebody may make the window larger. */
    private static final int DRAWINGS_BETWEEN_LOOKS = 5;

    private final LiveScreen screen;
    private final LiveTable table;
    private TerminalSize size;
    private Instant drawn = Instant.MIN;
    private int drawings;

    private ObservationScreen(Terminal terminal, TerminalSize size) {
        this.screen = new LiveScreen(terminal.writer());
        this.table = new LiveTable(terminal);
        this.size = size;
    }

    /** {@return one, where people read on a terminal} */
    static Optional<ObservationScreen> of(Terminal terminal) {
        return TerminalSize.now().map(size -> new ObservationScreen(terminal, size));
    }

    /** Prints lines above the table. */
    void print(List<String> lines) {
        screen.print(lines);
    }

    /** Draws the table, if it is time for that. */
    void draw(SetObserver sets, Instant now) {
        if (!drawn.equals(Instant.MIN) && Duration.between(drawn, now).compareTo(BETWEEN) < 0) {
            return;
        }
        drawn = now;
        if (++drawings % DRAWINGS_BETWEEN_LOOKS == 0) {
            TerminalSize.now().ifPresent(changed -> size = changed);
        }
        sets.look(now);
        // Half of it is for what scrolls past.
        screen.foot(table.lines(sets.reports(), now, size.columns() - 1, Math.max(4, size.rows() / 2)));
    }

    /** Takes the table away; it is not drawn again. */
    void close() {
        drawn = Instant.MAX;
        screen.close();
    }
}
