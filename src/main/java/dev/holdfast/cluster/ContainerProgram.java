package dev.holdfast.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A program that runs in a container beside its main one, for as long as the container does. */
final class ContainerProgram extends ResultCallback.Adapter<Frame> {

    private final String name;
    private final String sign;
    private final Consumer<String> log;
    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private ContainerProgram(String name, String sign, Consumer<String> log) {
        this.name = name;
        this.sign = sign;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param docker the way to the engine
     * @param container the container's id
     * @param command the program and its arguments
     * @param sign what it says when it does what it is for
     * @param log takes what it says, in pieces
     */
    static ContainerProgram start(
            DockerClient docker, String container, List<String> command, String sign, Consumer<String> log) {
        String exec = docker.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        return docker.execStartCmd(exec).exec(new ContainerProgram(String.join(" ", command), sign, log));
    }

    /**
     * Waits until the program does what it is for.
     *
     * @param patience how long at most
     * @throws ClusterFailedException when it ends, or does not come to that
     */
    void awaitReady(Duration patience) throws InterruptedException {
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ended) {
            throw new ClusterFailedException(ended.getCause().getMessage(), ended);
        } catch (TimeoutException late) {
            throw new ClusterFailedException(name + " was not ready after " + patience.toSeconds() + " s", late);
        }
    }

    @Override
    public void onNext(Frame frame) {
        String said = new String(frame.getPayload(), StandardCharsets.UTF_8);
        log.accept(said);
        if (!ready.isDone()) {
            heard.append(said);
            if (heard.indexOf(sign) >= 0) {
                ready.complete(null);
            }
        }
    }

    @Override
    public void onError(Throwable failed) {
        ready.completeExceptionally(new ClusterFailedException(name + ": " + DockerAnswer.reason(failed), failed));
        super.onError(failed);
    }

    @Override
    public void onComplete() {
        ready.completeExceptionally(
                new ClusterFailedException(name + " ended: " + heard.toString().strip()));
        super.onComplete();
    }
}
