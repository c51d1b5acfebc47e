package dev.holdfast.observer.output;

import dev.holdfast.observer.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How notices are written down. */
@FunctionalInterface
public interface NoticeOutput {

    /**
     * Writes one down.
     *
     * @param proof the file that keeps what proves it, if one does
     * @return the lines that tell of it; none where it is not worth any
     */
    List<String> lines(Notice notice, Optional<Path> proof);
}
