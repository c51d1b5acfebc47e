package dev.holdfast.guarantee.storage;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.Ordinal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Tells at whose storage a reading looked: by the pod or the name that served a page, or by the folder that holds a file. */
final class StorageLocation {
    private final SetTimeline set;
    private final Map<String, Integer> folders = new HashMap<>();

    /** That of a set, worked out once for all who ask. */
    static StorageLocation of(SetTimeline set, Claims claims) {
        return set.history()
                .derived(
                        StorageLocation.class,
                        set.namespace() + "/" + set.name(),
                        () -> new StorageLocation(set, claims));
    }

    private StorageLocation(SetTimeline set, Claims claims) {
        this.set = set;
        for (Incarnation pod : set.incarnations()) {
            for (String name : claims.of(pod).values()) {
                claims.usedBy(pod, name)
                        .flatMap(claims::folder)
                        .ifPresent(folder -> folders.putIfAbsent(folder, pod.ordinal()));
            }
        }
    }

    /** The ordinal whose page or file was read; empty when it is no place of this set. */
    OptionalInt of(ExternalRead reading) {
        return reading.what().equals(ExternalRead.FILE) ? ofFile(reading.subject()) : ofPage(reading);
    }

    private OptionalInt ofPage(ExternalRead page) {
        if (!page.uid().isEmpty()) {
            return set.withUid(page.uid()).stream()
                    .mapToInt(Incarnation::ordinal)
                    .findFirst();
        }
        String host = host(page.subject());
        int dot = host.indexOf('.');
        return Ordinal.of(set.name(), dot < 0 ? host : host.substring(0, dot));
    }

    private OptionalInt ofFile(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Integer ordinal = folders.get(path.substring(0, slash));
            if (ordinal != null) {
                return OptionalInt.of(ordinal);
            }
        }
        return OptionalInt.empty();
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
