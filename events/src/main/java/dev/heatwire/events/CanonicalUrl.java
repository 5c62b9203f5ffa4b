package dev.heatwire.events;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.util.List;
import java.util.Optional;

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

    private CanonicalUrl() {}

    /** The canonical spelling, or empty when the text is no absolute http or https URL with a host. */
    public static Optional<String> of(String url) {
        if (!isAbsoluteHttp(url)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(NORMALIZER.filter(url)).filter(CanonicalUrl::hasHost);
        } catch (RuntimeException e) {
            // the normaliser meets text that is no URL at all
            return Optional.empty();
        }
    }

    /** Whether the text is an absolute http or https URL, without asking for more than pages in the wild respect. */
    public static boolean isAbsoluteHttp(String url) {
        return url.matches("(?i)https?://[^/?#\\s\\p{Cc}]+([/?#][^\\s\\p{Cc}]*)?");
    }

    /** The host of a canonical URL, without its port. */
    public static String hostOf(String canonical) {
        int start = canonical.indexOf("://") + 3;
        int end = canonical.indexOf('/', start);
        String authority = end < 0 ? canonical.substring(start) : canonical.substring(start, end);
        int port = authority.lastIndexOf(':');
        return port < 0 ? authority : authority.substring(0, port);
    }

    private static boolean hasHost(String url) {
        return RegistrableDomain.isHost(hostOf(url));
    }
}
