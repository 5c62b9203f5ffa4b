package dev.heatwire.web.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A client of a feed's events. It is written to without blocking: while a client does not read, only the newest state
 * waits for it, and the bytes of that are shared with the other clients.
 */
final class EventClient implements WriteListener, AsyncListener {
    /** A line that clients ignore (HTML standard, 9.2.6); writing it also finds out that a client has gone. */
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Consumer<EventClient> onClose;
    private byte[] waiting;
    private boolean flushed = true;
    private boolean closed;

    EventClient(AsyncContext async, Consumer<EventClient> onClose) throws IOException {
        this.async = async;
        this.onClose = onClose;
        out = async.getResponse().getOutputStream();
    }

    void open() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Sends an event; it replaces one that the client has not begun to read. */
    synchronized void send(byte[] event) {
        waiting = event;
        write();
    }

    /** Sends a comment, unless something else is on its way. */
    synchronized void sendComment() {
        if (waiting == null && flushed) {
            waiting = COMMENT;
            write();
        }
    }

    private void write() {
        try {
            // after false, the server calls onWritePossible
            while (!closed && out.isReady()) {
                if (waiting != null) {
                    byte[] next = waiting;
                    waiting = null;
                    flushed = false;
                    out.write(next);
                } else if (flushed) {
                    return;
                } else {
                    flushed = true;
                    out.flush();
                }
            }
        } catch (IOException | IllegalStateException e) {
            close();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting = null;
        }
        onClose.accept(this);
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the server has completed it already
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // does not happen: nothing dispatches the request again
    }
}
