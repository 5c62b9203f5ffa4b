package dev.heatwire.events;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.Locale;

/** The part of a host name that somebody registered (public suffix list): {@code bbc.co.uk} of {@code news.bbc.co.uk}. */
public final class RegistrableDomain {
    private RegistrableDomain() {}

    /**
     * Below a top-level domain that the list does not know, the last two labels, as the list's own default rule has it;
     * of an address and of a single label, the host itself.
     */
    public static String of(String host) {
        String name = ascii(host);
        // a site below a private suffix (name.github.io) is a publisher of its own
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
        boolean isAddress = name.matches("[0-9.]+");
        int lastDot = name.lastIndexOf('.');
        int start = lastDot < 0 || isAddress ? 0 : name.lastIndexOf('.', lastDot - 1) + 1;
        return name.substring(start);
    }

    /** Whether the text can be a host name: labels of letters, digits and hyphens, joined by dots. */
    public static boolean isHost(String text) {
        return text.length() <= 253
                && text.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?"
                        + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?)*\\.?");
    }
}
