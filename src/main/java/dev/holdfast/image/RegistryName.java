package dev.holdfast.image;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;

/**
 * The name of an image.
 *
 * @param reference the name in its parts
 */
record RegistryName(ImageReference reference) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with one sentence when it cannot be the name of an image
     */
    static RegistryName parse(String text) {
        try {
            return new RegistryName(ImageReference.parse(text));
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException(text + " cannot be the name of an image", e);
        }
    }

    /** {@return the image of that name in its registry} */
    RegistryImage image() {
        CredentialRetriever saved =
                CredentialRetrieverFactory.forImage(reference, event -> {}).dockerConfig();
        return RegistryImage.named(reference).addCredentialRetriever(saved);
    }
}
