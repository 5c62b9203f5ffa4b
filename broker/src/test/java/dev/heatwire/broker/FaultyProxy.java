package dev.heatwire.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.protocol.ApiKeys;

/** A TCP proxy between clients and a broker that can delay traffic, cut connections and hold a single request. */
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int brokerPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ApiKeys> heldRequest = new AtomicReference<>();
    private volatile Runnable whileHeld;
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean cut;

    public FaultyProxy(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        run("proxy", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where clients find the proxy, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Delays every request and every piece of a response by this long from now on. */
    public void delay(Duration each) {
        latency = each;
    }

    /** Closes every connection and refuses new ones. */
    public void cut() {
        cut = true;
        open.forEach(FaultyProxy::close);
    }

    /** Accepts connections again. */
    public void restore() {
        cut = false;
    }

    /** Holds the next request of this kind until the action has run. */
    public void hold(ApiKeys kind, Runnable action) {
        whileHeld = action;
        heldRequest.set(kind);
    }

    public boolean hasHeld() {
        return heldRequest.get() == null;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            if (cut) {
                close(client);
                continue;
            }
            try {
                connect(client, new Socket(InetAddress.getLoopbackAddress(), brokerPort));
            } catch (IOException e) {
                // the broker refuses connections, and so does the proxy
                close(client);
            }
        }
    }

    private void connect(Socket client, Socket broker) throws IOException {
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        open.add(client);
        open.add(broker);
        run("proxy-requests", () -> forward(client, broker, this::forwardRequests));
        run("proxy-responses", () -> forward(broker, client, this::forwardBytes));
    }

    private interface Forwarding {
        void run(InputStream in, OutputStream out) throws IOException;
    }

    private void forward(Socket from, Socket to, Forwarding forwarding) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            forwarding.run(in, out);
        } catch (IOException e) {
            // one side has closed the connection, or it was cut
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** Each request is preceded by its size and begins with its kind. */
    private void forwardRequests(InputStream in, OutputStream out) throws IOException {
        DataInputStream requests = new DataInputStream(in);
        DataOutputStream forwarded = new DataOutputStream(out);
        while (true) {
            ByteBuffer request = ByteBuffer.allocate(Integer.BYTES + requests.readInt());
            request.putInt(request.capacity() - Integer.BYTES);
            requests.readFully(request.array(), Integer.BYTES, request.remaining());
            if (heldRequest.compareAndSet(ApiKeys.forId(request.getShort()), null)) {
                whileHeld.run();
            }
            LockSupport.parkNanos(latency.toNanos());
            forwarded.write(request.array());
        }
    }

    private void forwardBytes(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            LockSupport.parkNanos(latency.toNanos());
            out.write(buffer, 0, read);
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
                        // the proxy is closed
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
