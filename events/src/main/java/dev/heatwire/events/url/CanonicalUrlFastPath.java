package dev.heatwire.events.url;

/**
 * Recognizes common addresses that are already canonical: https, a host name in lower case without {@code www.}, and
 * a path of alphanumeric characters and {@code _ . ~ -}. It is a loop instead of a pattern because it runs for every
 * address of every file.
 */
final class CanonicalUrlFastPath {
    private static final int MAX_LENGTH = 249;
    private static final int MAX_LABEL_LENGTH = 63;

    private CanonicalUrlFastPath() {}

    /** The address with https, without {@code www.} and a final slash: what most addresses of pages need. */
    static String simplified(String url) {
        int host = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : -1;
        if (host < 0) {
            return url;
        }
        int from = url.startsWith("www.", host) ? host + 4 : host;
        int to = url.endsWith("/") ? url.length() - 1 : url.length();
        return host == 8 && from == host && to == url.length() || from > to
                ? url
                : "https://" + url.substring(from, to);
    }

    static boolean matches(String url) {
        int host = "https://".length();
        if (!url.startsWith("https://")
                || url.startsWith("www.", host)
                || url.endsWith("/")
                || url.length() > MAX_LENGTH
                || url.contains("xn--")) {
            return false;
        }
        int path = url.indexOf('/', host);
        return path > host && isHost(url, host, path) && isPath(url, path);
    }

    /** Labels joined by dots; the last one is of a to z only. */
    static boolean isHost(String url, int from, int to) {
        int start = from;
        for (int dot = url.indexOf('.', start); dot >= 0 && dot < to; dot = url.indexOf('.', start)) {
            if (!isLabel(url, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        if (start == from || to - start < 2) {
            return false;
        }
        for (int at = start; at < to; at++) {
            if (!isLower(url.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String url, int from, int to) {
        if (from == to || to - from > MAX_LABEL_LENGTH || url.charAt(from) == '-' || url.charAt(to - 1) == '-') {
            return false;
        }
        for (int at = from; at < to; at++) {
            char c = url.charAt(at);
            if (!isLower(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Segments that begin with an alphanumeric character or {@code _}. */
    private static boolean isPath(String url, int from) {
        boolean atStart = false;
        for (int at = from; at < url.length(); at++) {
            char c = url.charAt(at);
            if (c == '/') {
                if (atStart) {
                    return false;
                }
                atStart = true;
            } else if (isLower(c) || isDigit(c) || c >= 'A' && c <= 'Z' || c == '_') {
                atStart = false;
            } else if (atStart || c != '.' && c != '~' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
