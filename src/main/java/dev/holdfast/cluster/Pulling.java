package dev.holdfast.cluster;

import com.github.dockerjava.api.command.PullImageResultCallback;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An image on its way from a registry. */
final class Pulling extends PullImageResultCallback {

    private final CountDownLatch answered = new CountDownLatch(1);

    @Override
    public void onStart(Closeable stream) {
        super.onStart(stream);
        answered.countDown();
    }

    @Override
    public void onError(Throwable refused) {
        super.onError(refused);
        answered.countDown();
    }

    /**
     * Waits until the registry has answered, if only to refuse.
     *
     * @param patience how long at most
     * @return whether it has
     */
    boolean awaitAnswer(Duration patience) throws InterruptedException {
        return answered.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
