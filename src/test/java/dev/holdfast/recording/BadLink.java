package dev.holdfast.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What lies between a client and its server, and misbehaves as it is told. Nothing of what is sent is changed. */
final class BadLink implements AutoCloseable {

    private final ServerSocket front;
    private final InetSocketAddress back;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile Duration delay = Duration.ZERO;
    private volatile CountDownLatch frozen = new CountDownLatch(0);

    /** A link to a server that works as it should. */
    BadLink(URI server) throws IOException {
        front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        back = new InetSocketAddress(InetAddress.getAllByName(server.getHost())[0], server.getPort());
        threads.execute(this::accept);
    }

    /** The port on the loopback interface at which it leads to the server. */
    int port() {
        return front.getLocalPort();
    }

    /** From now on all connections are reset every so often. */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the link.
    void cutEvery(Duration pause) {
        clock.scheduleAtFixedRate(this::cut, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Resets all connections. */
    void cut() {
        open.forEach(BadLink::reset);
    }

    /** From now on everything takes longer by this, in each direction. */
    void delay(Duration longer) {
        delay = longer;
    }

    /** Nothing gets through any more, and nobody is told. */
    void freeze() {
        frozen = new CountDownLatch(1);
    }

    /** Everything that was sent meanwhile gets through now. */
    void thaw() {
        frozen.countDown();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket outside = front.accept();
                Socket inside = new Socket();
                open.add(outside);
                open.add(inside);
                inside.connect(back);
                threads.execute(() -> pass(outside, inside));
                threads.execute(() -> pass(inside, outside));
            } catch (IOException ended) {
                // The link is being closed, or the server is away and the client will see its connection end.
                cut();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                frozen.await();
                TimeUnit.MILLISECONDS.sleep(delay.toMillis());
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException ended) {
            reset(to);
        } finally {
            open.remove(from);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        thaw();
        clock.shutdownNow();
        cut();
        threads.shutdownNow();
    }
}
