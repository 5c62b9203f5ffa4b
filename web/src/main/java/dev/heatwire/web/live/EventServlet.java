package dev.heatwire.web.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /events/FEED}: server-sent events of a feed; with {@code ?content=order} its ids and heats only. */
public final class EventServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final long NEVER = 0;
    private static final int MAX_NAME = 500;

    private final transient EventHub hub;

    public EventServlet(EventHub hub) {
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isFeed(request.getPathInfo())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (!hub.reserve()) {
            response.setHeader("Retry-After", "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        setHeaders(response);
        AsyncContext async = request.startAsync();
        async.setTimeout(NEVER);
        hub.add(new EventHub.Stream(request.getPathInfo().substring(1), content(request)), async);
    }

    /** Ends at once: a response without a body would never show that its client is gone. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isFeed(request.getPathInfo())) {
            setHeaders(response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static boolean isFeed(String path) {
        return path != null && path.length() >= 2 && path.length() <= MAX_NAME;
    }

    private static void setHeaders(HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        // for nginx, which would collect the events otherwise
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static EventHub.Content content(HttpServletRequest request) {
        return "order".equals(request.getParameter("content")) ? EventHub.Content.ORDER : EventHub.Content.WHOLE;
    }
}
