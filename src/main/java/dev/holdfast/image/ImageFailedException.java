package dev.holdfast.image;

/** The image cannot be made, or not be brought to where it was wanted. The message is one sentence. */
public final class ImageFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param sentence one sentence
     */
    public ImageFailedException(String sentence) {
        super(sentence);
    }

    /**
     * Says why.
     *
     * @param sentence one sentence
     * @param cause what it was found out by
     */
    public ImageFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
