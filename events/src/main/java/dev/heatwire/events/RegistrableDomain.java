package dev.heatwire.events;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Locale;

/** The part of a host name that somebody registered (public suffix list): {@code bbc.co.uk} of {@code news.bbc.co.uk}. */
public final class RegistrableDomain {
    private RegistrableDomain() {}

    /** Of hosts below no public suffix, such as {@code cms.internal} or an IP address, the host itself. */
    public static String of(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        // a site below a private suffix (name.github.io) is a publisher of its own
        String registered = EffectiveTldFinder.getAssignedDomain(name, true, false);
        return registered == null ? name : registered;
    }

    /** Whether the text can be a host name: labels of letters, digits and hyphens, joined by dots. */
    public static boolean isHost(String text) {
        return text.length() <= 253
                && text.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?"
                        + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}_-]*[\\p{L}\\p{N}\\p{M}])?)*\\.?");
    }
}
