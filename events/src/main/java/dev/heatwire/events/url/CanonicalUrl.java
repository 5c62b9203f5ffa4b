package dev.heatwire.events.url;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The canonical form of an article's address, which is its id: https, the host in lower case without {@code www.}, no
 * default port, user, final slash, tracking parameter or fragment, and sorted query parameters (RFC 3986, section 6). A
 * fragment that is a route, {@code #!…} or {@code #/…}, stays. The form identifies a page; it is no address to open.
 */
public final class CanonicalUrl {
    private static final BasicURLNormalizer NORMALIZER =
            BasicURLNormalizer.newBuilder().build();

    /** The addresses of real pages need fewer passes. */
    private static final int MAX_PASSES = 5;

    private static final Pattern ABSOLUTE_HTTP =
            Pattern.compile("(?i)https?://[^/?#\\s\\p{Cc}]+([/?#][^\\s\\p{Cc}]*)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private CanonicalUrl() {}

    /** The canonical form; empty when the text is not an absolute http or https URL with a host. */
    public static Optional<String> of(String url) {
        return of(url, TrackingParameters.STANDARD);
    }

    /** @param ignored parameters that do not distinguish pages */
    public static Optional<String> of(String url, TrackingParameters ignored) {
        String likely = CanonicalUrlFastPath.simplified(url);
        return isPlain(likely) ? Optional.of(likely) : normalized(url, ignored);
    }

    static Optional<String> normalized(String url, TrackingParameters ignored) {
        if (!hasForm(url)) {
            return Optional.empty();
        }
        try {
            return normalizedRepeatedly(url, ignored)
                    .filter(CanonicalUrl::hasForm)
                    .filter(CanonicalUrl::hasHostAndPort);
        } catch (RuntimeException e) {
            // the normalizer fails for some texts that are not URLs
            return Optional.empty();
        }
    }

    /** Repeats the normalization until the result is stable, because one pass fixes some irregularities only partly. */
    private static Optional<String> normalizedRepeatedly(String url, TrackingParameters ignored) {
        String before = url;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            int fragment = before.indexOf('#');
            // the normalizer drops fragments
            String page = normalizedPage(fragment < 0 ? before : before.substring(0, fragment));
            if (!hasForm(page)) {
                return Optional.empty();
            }
            String route = fragment < 0 ? "" : UrlIdentity.routeOf(before.substring(fragment + 1), ignored);
            String after = UrlIdentity.of(page, route, ignored);
            if (after.equals(before)) {
                return Optional.of(after);
            }
            before = after;
        }
        return Optional.empty();
    }

    /** The page in normalized form; empty when the normalizer rejects it. */
    private static String normalizedPage(String url) {
        int query = url.indexOf('?');
        if (query < 0 || isPlain(url.substring(0, query))) {
            return filtered(url);
        }
        // the path alone first: the normalizer splits a query in the wrong place after it has unescaped the path
        String place = filtered(url.substring(0, query));
        return place.isEmpty() ? "" : filtered(place + url.substring(query));
    }

    private static String filtered(String url) {
        String filtered = NORMALIZER.filter(url);
        return filtered == null ? "" : filtered;
    }

    /** Whether the address is canonical at first sight; true for many addresses, and faster than the normalizer. */
    static boolean isPlain(String url) {
        return CanonicalUrlFastPath.matches(url);
    }

    /** Whether the text is an absolute http or https URL, with the leniency of browsers. */
    public static boolean isAbsoluteHttp(String url) {
        return isPlain(url) || hasForm(url);
    }

    private static boolean hasForm(String url) {
        return ABSOLUTE_HTTP.matcher(url).matches();
    }

    /** The host of a canonical URL, without its port. */
    public static String hostOf(String canonical) {
        int start = canonical.indexOf("://") + 3;
        int end = canonical.indexOf('/', start);
        String authority = end < 0 ? canonical.substring(start) : canonical.substring(start, end);
        int port = authority.lastIndexOf(':');
        return port < 0 ? authority : authority.substring(0, port);
    }

    /** The host of an address as written, in lower case, without port and user; it may begin with {@code www.}. */
    public static String hostOfAddress(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(Math.max(start, url.lastIndexOf('@', end) + 1), end);
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        return host.replaceFirst("\\.+$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean hasHostAndPort(String url) {
        String host = hostOf(url);
        int port = url.indexOf("://") + 3 + host.length();
        return RegistrableDomain.isHost(host) && (port == url.length() || isPath(url, port) || isPort(url, port));
    }

    private static boolean isPath(String url, int at) {
        return url.charAt(at) == '/';
    }

    private static boolean isPort(String url, int at) {
        int end = url.indexOf('/', at);
        String port = url.substring(at + 1, end < 0 ? url.length() : end);
        return PORT.matcher(port).matches() && Integer.parseInt(port) <= 65_535;
    }
}
