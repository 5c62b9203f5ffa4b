package dev.heatwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of server-sent events, read by one thread. A client that does not read is only connected. */
final class EventClients implements AutoCloseable {
    private static final byte[] EVENT = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 16;

    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread reader = new Thread(this::read, "event-clients");

    /** How much of {@link #EVENT} a client has received last. */
    private static final class Position {
        private int matched;
    }

    EventClients(int port) throws IOException {
        address = new InetSocketAddress("127.0.0.1", port);
        reader.setDaemon(true);
        reader.start();
    }

    void connect(int count, String path, boolean reading) throws IOException {
        byte[] request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
        for (int client = 0; client < count; client++) {
            SocketChannel channel = SocketChannel.open(address);
            channels.add(channel);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            if (reading) {
                channel.register(selector, SelectionKey.OP_READ, new Position());
                selector.wakeup();
            }
        }
    }

    /** How many events all clients have received. */
    long events() {
        return events.get();
    }

    /** How many streams the server has ended. */
    int ended() {
        return ended.get();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (selector.isOpen()) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    receive(key, buffer.clear());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedSelectorException e) {
            // the benchmark is over
        }
    }

    private void receive(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            ended.incrementAndGet();
            key.cancel();
            return;
        }
        Position position = (Position) key.attachment();
        buffer.flip();
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == EVENT[position.matched]) {
                position.matched++;
            } else {
                position.matched = next == EVENT[0] ? 1 : 0;
            }
            if (position.matched == EVENT.length) {
                position.matched = 0;
                events.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
