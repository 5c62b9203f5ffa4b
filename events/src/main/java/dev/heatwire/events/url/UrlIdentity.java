package dev.heatwire.events.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Pattern;

/** Removes from a normalized address what does not distinguish pages. */
final class UrlIdentity {
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)?$");

    private UrlIdentity() {}

    /**
     * The address with https, and without {@code www.}, default port, tracking parameters and final slash.
     *
     * @param page an absolute http or https URL in normalized form, without a fragment
     * @param route as {@link #routeOf} returns it
     */
    static String of(String page, String route, TrackingParameters ignored) {
        int query = page.indexOf('?');
        String place = query < 0 ? page : page.substring(0, query);
        String parameters = query < 0 ? "" : ignored.removeFrom(page.substring(query + 1));
        int host = place.indexOf("://") + 3;
        int root = place.indexOf('/', host);
        String path = root < 0 ? "" : withoutFinalSlashes(place.substring(root));
        String rest = (parameters.isEmpty() ? "" : "?" + parameters) + route;
        return "https://"
                + authority(root < 0 ? place.substring(host) : place.substring(host, root))
                + (path.isEmpty() && !rest.isEmpty() ? "/" : path)
                + rest;
    }

    private static String authority(String written) {
        String host = DEFAULT_PORT.matcher(written).replaceFirst("");
        // the host of "www.com" is no subdomain
        return host.startsWith("www.") && host.indexOf('.', "www.".length()) > 0
                ? host.substring("www.".length())
                : host;
    }

    /** {@code #!…} or {@code #/…} of a page that a script renders; empty for any other fragment. */
    static String routeOf(String fragment, TrackingParameters ignored) {
        if (!fragment.startsWith("!") && !fragment.startsWith("/")) {
            return "";
        }
        int query = fragment.indexOf('?');
        String parameters = query < 0 ? "" : ignored.removeFrom(fragment.substring(query + 1));
        String place = withoutFinalSlashes(query < 0 ? fragment : fragment.substring(0, query));
        String route = encoded(parameters.isEmpty() ? place : place + "?" + parameters);
        return route.isEmpty() || route.equals("!") ? "" : "#" + route;
    }

    private static String withoutFinalSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String encoded(String text) {
        if (text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (b > ' ' && b < 0x7F) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return encoded.toString();
    }
}
