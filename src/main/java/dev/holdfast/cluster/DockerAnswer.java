package dev.holdfast.cluster;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a Docker engine says when it refuses. */
final class DockerAnswer {

    private DockerAnswer() {}

    /**
     * The reason in the engine's own words. They come wrapped: {@code Status 500: {"message":"no such host"}}.
     *
     * @param refused what was thrown
     * @return one line
     */
    static String reason(Throwable refused) {
        String said = Optional.ofNullable(refused.getMessage()).orElse(refused.toString());
        int json = said.indexOf('{');
        if (json >= 0) {
            try {
                String message = JsonMapper.shared()
                        .readTree(said.substring(json))
                        .path("message")
                        .asString("");
                if (!message.isEmpty()) {
                    return message.strip();
                }
            } catch (JacksonException notJson) {
                return oneLine(said);
            }
        }
        return oneLine(said);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
