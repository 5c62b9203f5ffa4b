package dev.heatwire.faults.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The line between the stages and the broker: it carries bytes, later than they were sent if need be, or cuts off. */
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean cut;

    public FaultyProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        run("link", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on every piece of data takes this long, each way. */
    public void delay(Duration each) {
        latency = each;
    }

    /** Breaks every connection, and refuses new ones. */
    public void cut() {
        cut = true;
        open.forEach(FaultyProxy::close);
    }

    public void mend() {
        cut = false;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket near = server.accept();
            if (cut) {
                close(near);
            } else {
                try {
                    connect(near, new Socket(InetAddress.getByName("127.0.0.1"), target));
                } catch (IOException e) {
                    // as if the broker itself had refused
                    close(near);
                }
            }
        }
    }

    private void connect(Socket near, Socket far) throws IOException {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        open.add(near);
        open.add(far);
        run("link-out", () -> carry(near, far));
        run("link-back", () -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                LockSupport.parkNanos(latency.toNanos());
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // an end has gone, or the line was cut
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the link is closed
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            // it is closed
        }
    }
}
