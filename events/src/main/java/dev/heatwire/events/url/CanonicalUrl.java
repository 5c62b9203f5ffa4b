package dev.heatwire.events.url;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one spelling of an article's address, which is its identity: scheme and host in lower case, without default port,
 * fragment, user or tracking parameters, query parameters in order (RFC 3986, section 6).
 */
public final class CanonicalUrl {
    /** Parameters that tell how a reader came, not what is read; by who adds them. */
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
            // newsletters: Mailchimp, HubSpot, Marketo, Vero, Omeda
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

    /** Nothing that a page is found at takes more. */
    private static final int MAX_PASSES = 5;

    private static final Pattern ABSOLUTE_HTTP =
            Pattern.compile("(?i)https?://[^/?#\\s\\p{Cc}]+([/?#][^\\s\\p{Cc}]*)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private CanonicalUrl() {}

    /** The canonical spelling, or empty when the text is no absolute http or https URL with a host. */
    public static Optional<String> of(String url) {
        return isPlain(url) ? Optional.of(url) : normalised(url);
    }

    static Optional<String> normalised(String url) {
        if (!hasForm(url)) {
            return Optional.empty();
        }
        try {
            return settled(url).filter(CanonicalUrl::hasForm).filter(CanonicalUrl::hasHostAndPort);
        } catch (RuntimeException e) {
            // the normaliser meets text that is no URL at all
            return Optional.empty();
        }
    }

    /** The normaliser undoes one of some oddities at a time, such as dots behind a host; an identity must not move. */
    private static Optional<String> settled(String url) {
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

    /** Whether the normaliser need not be asked: it would change nothing, and takes its time. Most addresses are so. */
    static boolean isPlain(String url) {
        return CanonicalUrlFastPath.matches(url);
    }

    /** Whether the text is an absolute http or https URL, without asking for more than pages in the wild respect. */
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
