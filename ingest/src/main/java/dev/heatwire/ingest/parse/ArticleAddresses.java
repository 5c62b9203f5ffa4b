package dev.heatwire.ingest.parse;

import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.TrackingParameters;
import java.util.Optional;

/** The addresses of an article; its id comes from {@code webUrl} if present, else from {@code originalUrl}. */
record ArticleAddresses(
        Optional<String> id,
        Optional<String> web,
        Optional<String> original,
        Optional<String> amp,
        Optional<String> cdnAmp) {
    /**
     * @param ignored parameters that do not distinguish pages
     * @param hint is added to the reason when both addresses are missing
     */
    static ArticleAddresses of(MappingReader fields, TrackingParameters ignored, String hint) {
        if (fields.isAbsent("webUrl") && fields.isAbsent("originalUrl")) {
            fields.problem("webUrl", "required", "is required, or originalUrl" + hint);
        }
        Optional<String> web = fields.read("webUrl", ScalarParsers::articleUrl);
        Optional<String> original = fields.read("originalUrl", ScalarParsers::articleUrl);
        return new ArticleAddresses(
                web.or(() -> original).flatMap(url -> CanonicalUrl.of(url, ignored)),
                web,
                original,
                fields.read("ampWebUrl", ScalarParsers::url),
                fields.read("cdnAmpWebUrl", ScalarParsers::url));
    }
}
