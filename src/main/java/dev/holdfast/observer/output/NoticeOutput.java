package dev.holdfast.observer.output;

import dev.holdfast.observer.Notice;
import java.util.List;

/** How notices are written down. */
@FunctionalInterface
public interface NoticeOutput {

    /** {@return the lines that tell of it; none where it is not worth any} */
    List<String> lines(Notice notice);
}
