package dev.holdfast.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What the containers of pods wrote: the last lines of the one that runs, and of the one before it where there was one. */
final class ContainerLogs {

    /** Of each container. A scenario's containers write little; one that does not has its end read, not its beginning. */
    private static final String LIMITS = "&timestamps=true&tailLines=5000&limitBytes=1000000";

    private final Server server;
    private final Folder folder;
    private final List<String> silent = new ArrayList<>();

    private ContainerLogs(Server server, Folder folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Saves them as {@code logs/<pod>/<container>.log} and {@code .previous.log}.
     *
     * @param server the server
     * @param pods the pods
     * @param folder where they go
     * @return which containers have no log, and why
     */
    static List<String> save(Server server, List<JsonNode> pods, Folder folder) {
        ContainerLogs logs = new ContainerLogs(server, folder);
        pods.forEach(logs::save);
        return List.copyOf(logs.silent);
    }

    private void save(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        String name = metadata.path("name").asString("");
        String path = "/api/v1/namespaces/" + metadata.path("namespace").asString("") + "/pods/" + name + "/log";
        for (String group : List.of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(group).values()) {
                String container = status.path("name").asString("");
                String file = "logs/" + name + "/" + container;
                String query = path + "?container=" + container + LIMITS;
                if (begun(status, state -> state.equals("running") || state.equals("terminated"))) {
                    save(query, file + ".log");
                } else {
                    silent.add(name + "/" + container + " has not begun: "
                            + status.path("state")
                                    .path("waiting")
                                    .path("reason")
                                    .asString("no reason given") + " "
                            + status.path("state")
                                    .path("waiting")
                                    .path("message")
                                    .asString(""));
                }
                if (status.path("restartCount").asInt(0) > 0) {
                    save(query + "&previous=true", file + ".previous.log");
                }
            }
        }
        if (pod.path("status").path("containerStatuses").isEmpty()) {
            silent.add(name + " has no container yet");
        }
    }

    private static boolean begun(JsonNode status, Predicate<String> state) {
        return status.path("state").propertyNames().stream().anyMatch(state);
    }

    private void save(String query, String file) {
        try {
            folder.write(file, server.text(query));
        } catch (NotHadException e) {
            folder.missing(file, e.getMessage());
        }
    }
}
