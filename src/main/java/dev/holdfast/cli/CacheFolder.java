package dev.holdfast.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where what was built is kept, and what clusters run is written down, unless somebody says otherwise. */
final class CacheFolder {

    private CacheFolder() {}

    /**
     * The folder.
     *
     * @param environment the environment of this process
     */
    static Path of(Map<String, String> environment) {
        if (!environment.getOrDefault("HOLDFAST_CACHE", "").isEmpty()) {
            return Path.of(environment.get("HOLDFAST_CACHE")).toAbsolutePath();
        }
        if (!environment.getOrDefault("XDG_CACHE_HOME", "").isEmpty()) {
            return Path.of(environment.get("XDG_CACHE_HOME"), "holdfast").toAbsolutePath();
        }
        // As Go and the XDG rules see it, which under sudo may differ from Java's user.home.
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(home, ".cache", "holdfast");
    }
}
