package dev.holdfast.fault;

import java.util.Map;

/**
 * What the StatefulSet controller is shown of a namespace, and what becomes of what it asks for. Both are jq programs; what
 * each is applied to and what it has to give is said in {@code node/internal/controllerproxy}.
 *
 * @param sees by resource, such as {@code pods}, the program that every object of it goes through on its way to the
 *     controller
 * @param sends by verb and resource, such as {@code DELETE pods}, the program that every such request goes through
 */
public record ProxiedView(Map<String, String> sees, Map<String, String> sends) {

    /** Keeps its own copies. */
    public ProxiedView {
        sees = sees == null ? Map.of() : Map.copyOf(sees);
        sends = sends == null ? Map.of() : Map.copyOf(sends);
    }
}
