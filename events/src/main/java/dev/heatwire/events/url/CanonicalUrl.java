package dev.heatwire.events.url;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The canonical form of an article's address, which is its id: scheme and host in lower case, without default port,
 * fragment, user and tracking parameters, with sorted query parameters (RFC 3986, section 6).
 */
public final class CanonicalUrl {
    /** Parameters that identify the source of a visit, not the page; grouped by the tool that adds them. */
    private static final List<String> TRACKING = List.of(
            // Google Analytics campaign tags
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "utm_id",
            "utm_name",
            "utm_cid",
            "utm_reader",
            "utm_referrer",
            "utm_social",
            "utm_social-type",
            "utm_brand",
            "utm_source_platform",
            "utm_creative_format",
            "utm_marketing_tactic",
            // Google Ads
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "gad_source",
            "gad_campaignid",
            "srsltid",
            // Meta
            "fbclid",
            "fb_action_ids",
            "fb_action_types",
            "fb_source",
            "fb_ref",
            "igshid",
            "igsh",
            // Microsoft, X, TikTok, LinkedIn, Yandex
            "msclkid",
            "twclid",
            "ttclid",
            "li_fat_id",
            "yclid",
            "ysclid",
            "_openstat",
            // mailing services: Mailchimp, HubSpot, Marketo, Vero, Omeda
            "mc_cid",
            "mc_eid",
            "_hsenc",
            "_hsmi",
            "__hssc",
            "__hstc",
            "__hsfp",
            "hsCtaTracking",
            "mkt_tok",
            "vero_id",
            "oly_anon_id",
            "oly_enc_id");

    private static final BasicURLNormalizer NORMALIZER =
            BasicURLNormalizer.newBuilder().queryParamsToRemove(TRACKING).build();

    /** The addresses of real pages need fewer passes. */
    private static final int MAX_PASSES = 5;

    private static final Pattern ABSOLUTE_HTTP =
            Pattern.compile("(?i)https?://[^/?#\\s\\p{Cc}]+([/?#][^\\s\\p{Cc}]*)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private CanonicalUrl() {}

    /** The canonical form; empty when the text is not an absolute http or https URL with a host. */
    public static Optional<String> of(String url) {
        return isPlain(url) ? Optional.of(url) : normalized(url);
    }

    static Optional<String> normalized(String url) {
        if (!hasForm(url)) {
            return Optional.empty();
        }
        try {
            return normalizedRepeatedly(url).filter(CanonicalUrl::hasForm).filter(CanonicalUrl::hasHostAndPort);
        } catch (RuntimeException e) {
            // the normalizer fails for some texts that are not URLs
            return Optional.empty();
        }
    }

    /** Repeats the normalization until the result is stable, because one pass fixes some irregularities only partly. */
    private static Optional<String> normalizedRepeatedly(String url) {
        String before = url;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            String after = NORMALIZER.filter(before);
            if (after == null || after.equals(before)) {
                return Optional.ofNullable(after);
            }
            before = after;
        }
        return Optional.empty();
    }

    /** Whether the normalizer would change nothing; true for most addresses, and faster than the normalizer. */
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
