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

/** A TCP proxy in front of a broker that can delay one request. */
public final class HoldingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<ApiKeys> heldRequest = new AtomicReference<>();
    private final int brokerPort;
    private volatile Runnable beforeForwarding;

    /** Starts to listen on a free port. */
    public HoldingProxy(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        startThread(this::accept);
    }

    /** The bootstrap address, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Runs the action before the next request of this kind is forwarded. */
    public void hold(ApiKeys request, Runnable action) {
        beforeForwarding = action;
        heldRequest.set(request);
    }

    /** Whether the request has arrived. */
    public boolean hasHeld() {
        return heldRequest.get() == null;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            startThread(() -> forwardRequests(client, broker));
            startThread(() -> {
                try (client;
                        broker) {
                    broker.getInputStream().transferTo(client.getOutputStream());
                }
            });
        }
    }

    /** A request is preceded by its size and starts with its API key. */
    private void forwardRequests(Socket client, Socket broker) throws IOException {
        try (client;
                broker) {
            DataInputStream requests = new DataInputStream(client.getInputStream());
            DataOutputStream forwarded = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] request = new byte[requests.readInt()];
                requests.readFully(request);
                ApiKeys apiKey = ApiKeys.forId(ByteBuffer.wrap(request).getShort());
                if (heldRequest.compareAndSet(apiKey, null)) {
                    beforeForwarding.run();
                }
                forwarded.writeInt(request.length);
                forwarded.write(request);
            }
        }
    }

    private interface IoTask {
        void run() throws IOException;
    }

    private static void startThread(IoTask task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // the client or the broker has closed the connection
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
