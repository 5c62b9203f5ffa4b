package dev.heatwire.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.protocol.ApiKeys;

/** A line to a broker on which one request can be held up. */
public final class HoldingProxy implements AutoCloseable {
    private final ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<ApiKeys> held = new AtomicReference<>();
    private final int far;
    private volatile Runnable meanwhile;

    /** @param far the port of the broker */
    public HoldingProxy(int far) throws IOException {
        this.far = far;
        run(this::accept);
    }

    public String address() {
        return "127.0.0.1:" + near.getLocalPort();
    }

    /** Holds the next request of this kind up for as long as something takes. */
    public void hold(ApiKeys kind, Runnable meanwhile) {
        this.meanwhile = meanwhile;
        held.set(kind);
    }

    public boolean hasHeld() {
        return held.get() == null;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = near.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), far);
            run(() -> forward(client, broker));
            run(() -> {
                try (client;
                        broker) {
                    broker.getInputStream().transferTo(client.getOutputStream());
                }
            });
        }
    }

    /** Each request behind its size; its kind comes first. */
    private void forward(Socket client, Socket broker) throws IOException {
        try (client;
                broker) {
            DataInputStream requests = new DataInputStream(client.getInputStream());
            DataOutputStream forwarded = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] request = new byte[requests.readInt()];
                requests.readFully(request);
                ApiKeys kind = ApiKeys.forId(ByteBuffer.wrap(request).getShort());
                if (held.compareAndSet(kind, null)) {
                    meanwhile.run();
                }
                forwarded.writeInt(request.length);
                forwarded.write(request);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the two has hung up
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        near.close();
    }
}
