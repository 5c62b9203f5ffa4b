package dev.heatwire.ingest.parse;

import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.Image;
import dev.heatwire.events.Related;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.TrackingParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the sections of an article: provider, images, related articles. */
public final class ArticleSections {
    private ArticleSections() {}

    public static Image image(MappingReader fields) {
        return image(fields, fields::rest);
    }

    /** An image in a reference file, where unknown fields are errors. */
    public static Image strictImage(MappingReader fields) {
        return image(fields, () -> {
            fields.rejectRest();
            return Map.of();
        });
    }

    private static Image image(MappingReader fields, Supplier<Map<String, Object>> rest) {
        Optional<String> url = fields.required("url", ScalarParsers::url);
        Optional<Integer> width = fields.read("width", ScalarParsers::positive);
        Optional<Integer> height = fields.read("height", ScalarParsers::positive);
        Optional<Boolean> isCached = fields.read("isCached", ScalarParsers::flag);
        Optional<String> title = fields.text("title");
        Map<String, Object> extra = rest.get();
        return url.map(address -> new Image(address, width, height, isCached, title, extra))
                .orElse(null);
    }

    static Image imageOfArticle(MappingReader fields) {
        if (fields.isAbsent("width") || fields.isAbsent("height")) {
            fields.warn("url", "no-size", "has no width and height");
        }
        return image(fields);
    }

    static DeclaredProvider providerOfArticle(MappingReader fields, Optional<String> article) {
        DeclaredProvider provider = provider(fields);
        if (provider != null && article.isPresent()) {
            String host = CanonicalUrl.hostOf(article.get());
            if (!RegistrableDomain.of(host).equals(RegistrableDomain.of(provider.domain()))) {
                fields.warn("domain", "other-domain", "is not the domain of the article's address");
            }
        }
        return provider;
    }

    public static DeclaredProvider provider(MappingReader fields) {
        Optional<String> name = fields.text("name");
        Optional<String> domain = fields.required("domain", ScalarParsers::host);
        List<Image> images = fields.sections("images", ArticleSections::image);
        Map<String, Object> extra = fields.rest();
        return domain.map(host -> new DeclaredProvider(name, host, images, extra))
                .orElse(null);
    }

    static Related related(MappingReader fields, TrackingParameters ignored) {
        Optional<String> title = fields.required("title", ScalarParsers::text);
        Optional<String> excerpt = fields.text("excerpt");
        Optional<Instant> published = fields.read("publishedDateTime", ScalarParsers::instant);
        ArticleAddresses addresses = ArticleAddresses.of(fields, ignored, "");
        Optional<String> type = fields.text("type");
        Optional<DeclaredProvider> provider = fields.section("provider", ArticleSections::provider);
        Optional<Integer> quality = fields.read("quality", ScalarParsers::integer);
        List<Image> images = fields.sections("images", ArticleSections::image);
        Map<String, Object> extra = fields.rest();
        if (title.isEmpty() || addresses.id().isEmpty()) {
            return null;
        }
        return new Related(
                addresses.id().get(),
                title.get(),
                excerpt,
                published,
                addresses.web(),
                addresses.original(),
                addresses.amp(),
                addresses.cdnAmp(),
                type,
                provider,
                quality,
                images,
                extra);
    }
}
