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
        String path = request.getPathInfo();
        if (path == null || path.length() < 2 || path.length() > MAX_NAME) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (!hub.reserve()) {
            response.setHeader("Retry-After", "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        // for nginx, which would collect the events otherwise
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync();
        async.setTimeout(NEVER);
        hub.add(new EventHub.Stream(path.substring(1), content(request)), async);
    }

    private static EventHub.Content content(HttpServletRequest request) {
        return "order".equals(request.getParameter("content")) ? EventHub.Content.ORDER : EventHub.Content.WHOLE;
    }
}
