package dev.holdfast.fault;

/** A file that should say what a fault is does not. Its message is one sentence that names the file. */
public final class FaultFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultFileException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    FaultFileException(String sentence) {
        super(sentence);
    }
}
