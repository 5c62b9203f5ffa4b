package dev.heatwire.events.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Query parameters that identify the source of a visit, not the page; compared without regard to case. */
public final class TrackingParameters {
    /** The parameters that {@link #KNOWN} and {@link #PREFIXES} name; sites add their own. */
    public static final TrackingParameters STANDARD = new TrackingParameters(List.of());

    /** Grouped by the tool that adds them. */
    private static final Set<String> KNOWN = Set.of(
            // Google Ads, Analytics and Merchant Center
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "gad_source",
            "gad_campaignid",
            "srsltid",
            "_ga",
            "_gl",
            // Meta
            "fbclid",
            "fb_action_ids",
            "fb_action_types",
            "fb_source",
            "fb_ref",
            "igshid",
            "igsh",
            // Microsoft, X, TikTok, LinkedIn, Pinterest, Yandex
            "msclkid",
            "twclid",
            "ref_src",
            "ref_url",
            "__twitter_impression",
            "ttclid",
            "li_fat_id",
            "epik",
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
            "hsctatracking",
            "mkt_tok",
            "vero_id",
            "oly_anon_id",
            "oly_enc_id",
            // Webtrends, Adobe Analytics, AT Internet (Piano), Comscore
            "wt.mc_id",
            "wt.mc_ev",
            "wt_mc",
            "s_cid",
            "s_kwcid",
            "sc_cid",
            "xtor",
            "at_medium",
            "at_campaign",
            "at_campaign_type",
            "at_creation",
            "at_variant",
            "at_network",
            "at_term",
            "at_format",
            "at_link_id",
            "at_link_type",
            "at_link_origin",
            "at_ptr_name",
            "ns_mchannel",
            "ns_source",
            "ns_campaign",
            "ns_linkname",
            "ns_fee",
            // news sites: AOL, CBS, Condé Nast, Financial Times, Guardian, Daily Mail, MSN, New York Times, Yahoo
            "ncid",
            "ftag",
            "mbid",
            "ftcamp",
            "cmp",
            "cmpid",
            "icid",
            "ito",
            "ocid",
            "smid",
            "smtyp",
            "guccounter",
            "guce_referrer",
            "guce_referrer_sig",
            "soc_src",
            "soc_trk");

    /** Google Analytics, HubSpot Ads, and Matomo with its former name. */
    private static final List<String> PREFIXES =
            List.of("utm_", "hsa_", "mtm_", "matomo_", "piwik_", "pk_", "at_custom");

    private final Set<String> names;
    private final List<String> prefixes;

    private TrackingParameters(List<String> more) {
        List<String> lower =
                more.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        names = Set.copyOf(lower);
        prefixes = lower.stream()
                .filter(name -> name.endsWith("*"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
    }

    /** The known parameters and these; a name that ends in an asterisk stands for all that begin so. */
    public static TrackingParameters and(List<String> names) {
        return names.isEmpty() ? STANDARD : new TrackingParameters(names);
    }

    /** The query without tracking parameters; the others keep their order. */
    String removeFrom(String query) {
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (!contains(parameter)) {
                kept.add(parameter);
            }
        }
        return String.join("&", kept);
    }

    private boolean contains(String parameter) {
        int value = parameter.indexOf('=');
        String written = (value < 0 ? parameter : parameter.substring(0, value)).toLowerCase(Locale.ROOT);
        // addresses that were copied from HTML separate parameters by &amp;
        String name = written.startsWith("amp;") ? written.substring("amp;".length()) : written;
        return KNOWN.contains(name)
                || names.contains(name)
                || PREFIXES.stream().anyMatch(name::startsWith)
                || prefixes.stream().anyMatch(name::startsWith);
    }
}
