package dev.holdfast.scenario;

import dev.holdfast.cluster.CutOff;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs commands inside containers, as {@code kubectl exec} does.
 *
 * @param client the client
 * @param namespace the namespace
 * @param timeout how long one command may take
 */
public record PodExec(KubernetesClient client, String namespace, Duration timeout) {

    /**
     * How a command ended.
     *
     * @param status its exit status
     * @param output what it printed
     * @param error what it complained about
     */
    public record Result(int status, String output, String error) {

        /**
         * What the command printed, if it went well.
         *
         * @param what what the command was for, for the message
         * @return its output
         * @throws CommandFailedException when its exit status is not 0
         */
        public String outputOf(String what) {
            if (status != 0) {
                throw new CommandFailedException(
                        what + " ended with status " + status + ": " + (error + output).strip());
            }
            return output;
        }
    }

    /** A command could not be run in a pod, or said that it failed. */
    public static final class CommandFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CommandFailedException(String message) {
            super(message);
        }
    }

    /**
     * Runs one command in a pod's only container and waits for its end. When the connection is cut off before the command
     * has said how it ended, it is run again, so it has to be one that may be run twice.
     *
     * @param pod the pod's name
     * @param command the program and its arguments
     * @return how it ended
     * @throws CommandFailedException when it could not be run, took too long, or was cut off again and again
     */
    public Result run(String pod, List<String> command) {
        String what = "running " + command + " in pod " + pod;
        for (int attempt = 1; ; attempt++) {
            try {
                return runOnce(pod, command, what);
            } catch (CutOffException cut) {
                if (attempt == CutOff.ATTEMPTS) {
                    throw new CommandFailedException(
                            what + " was cut off " + attempt + " times in a row: " + cut.getMessage());
                }
            }
        }
    }

    private Result runOnce(String pod, List<String> command, String what) throws CutOffException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try (ExecWatch running = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .writingOutput(output)
                .writingError(error)
                .exec(command.toArray(String[]::new))) {
            Integer status = running.exitCode().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            // Without a status of its own the command has not said anything: what it printed may be half of it.
            if (status == null) {
                throw new CutOffException("the connection ended before the command did");
            }
            if (status < 0) {
                throw new CommandFailedException(
                        what + " failed: " + text(error).strip());
            }
            return new Result(status, text(output), text(error));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(what + " was interrupted");
        } catch (ExecutionException failed) {
            throw failed(what, failed.getCause());
        } catch (TimeoutException late) {
            throw new CommandFailedException(what + " took longer than " + timeout.toSeconds() + " s");
        } catch (KubernetesClientException refused) {
            throw failed(what, refused);
        }
    }

    private static CommandFailedException failed(String what, Throwable failure) throws CutOffException {
        if (CutOff.is(failure)) {
            throw new CutOffException(failure.getMessage());
        }
        return new CommandFailedException(what + " failed: " + failure.getMessage());
    }

    /** The connection ended before the command had said how it ended. */
    private static final class CutOffException extends Exception {

        private static final long serialVersionUID = 1L;

        CutOffException(String message) {
            super(message);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
