package dev.heatwire.web.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;

/**
 * Refuses requests to other hosts, and sets the headers that keep a browser from running or loading anything that is
 * not from this server, whatever an article file holds.
 */
public final class SafetyFilter implements Filter {
    private static final int MISDIRECTED_REQUEST = 421;

    private final HostCheck hosts;
    private final String policy;

    /**
     * @param hosts the names of this server
     * @param thirdPartyPictures whether pages may load pictures from other servers
     */
    public SafetyFilter(Collection<String> hosts, boolean thirdPartyPictures) {
        this.hosts = new HostCheck(hosts);
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
                + (thirdPartyPictures ? " https: http:" : "")
                + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("Content-Security-Policy", policy);
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "no-referrer");
        answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        // a container's health check may send no host
        if (http.getRequestURI().startsWith("/health/") || hosts.accepts(http.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            answer.setStatus(MISDIRECTED_REQUEST);
            answer.setContentType("text/plain; charset=utf-8");
            answer.getOutputStream()
                    .print("This server does not answer to this name. Set public-url or allowed-hosts to allow it.\n");
        }
    }
}
