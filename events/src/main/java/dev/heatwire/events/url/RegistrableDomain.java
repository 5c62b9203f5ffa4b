package dev.heatwire.events.url;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The registrable domain of a host by the public suffix list: {@code bbc.co.uk} of {@code news.bbc.co.uk}. */
public final class RegistrableDomain {
    static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?"
            + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?)*\\.?");
    /** Each article needs several domains, and most articles need the same ones. */
    private static final Map<String, String> CACHE = new ConcurrentHashMap<>();

    private static final int MAX_CACHED = 10_000;

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    private RegistrableDomain() {}

    /**
     * The last two labels when the list does not contain the top-level domain, by the default rule of the list; the
     * host
     * itself for an IP address or a single label.
     */
    public static String of(String host) {
        String cached = CACHE.get(host);
        if (cached != null) {
            return cached;
        }
        if (CACHE.size() >= MAX_CACHED) {
            CACHE.clear();
        }
        String domain = find(host);
        CACHE.put(host, domain);
        return domain;
    }

    private static String find(String host) {
        String name = ascii(host);
        // private suffixes count: each name.github.io is a provider of its own
        String registered = EffectiveTldFinder.getAssignedDomain(name, true, false);
        return registered == null ? lastTwoLabels(name) : registered;
    }

    /** The form of a host name in canonical URLs: lower case, ASCII (RFC 5891), without a final dot. */
    public static String ascii(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String lastTwoLabels(String name) {
        boolean isAddress = ADDRESS.matcher(name).matches();
        int lastDot = name.lastIndexOf('.');
        int start = lastDot < 0 || isAddress ? 0 : name.lastIndexOf('.', lastDot - 1) + 1;
        return name.substring(start);
    }

    /** Whether the text can be a host name: labels of alphanumeric characters and hyphens, joined by dots. */
    public static boolean isHost(String text) {
        return text.length() <= 253
                && (CanonicalUrlFastPath.isHost(text, 0, text.length())
                        || HOST.matcher(text).matches());
    }
}
