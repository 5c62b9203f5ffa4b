package dev.heatwire.enrich;

import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.Image;
import dev.heatwire.events.Provider;
import dev.heatwire.events.ResolvedProvider;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds who published an article; what the directory says wins over what the file says. */
final class ProviderResolver {
    private ProviderResolver() {}

    static ResolvedProvider resolve(
            Optional<DeclaredProvider> declared, String url, Function<String, Optional<Provider>> directory) {
        String domain = Enrichment.domainOf(declared, url);
        Optional<String> declaredName = declared.flatMap(DeclaredProvider::name);
        List<Image> declaredImages =
                Image.withoutExtra(declared.map(DeclaredProvider::images).orElse(List.of()));
        return directory
                .apply(domain)
                .map(provider -> listed(provider, declaredName, declaredImages, CanonicalUrl.hostOfAddress(url)))
                .orElseGet(() -> new ResolvedProvider(
                        declaredName.orElse(domain),
                        domain,
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        declaredImages));
    }

    private static ResolvedProvider listed(
            Provider provider, Optional<String> declaredName, List<Image> declaredImages, String articleHost) {
        Optional<String> host = hostEntry(provider, articleHost);
        return new ResolvedProvider(
                provider.name().or(() -> declaredName).orElse(provider.domain()),
                provider.domain(),
                host.map(provider.hosts()::get).orElse(provider.standing()),
                true,
                host,
                provider.family(),
                provider.images().isEmpty() ? declaredImages : provider.images());
    }

    /** The longest entry of {@code hosts} that the article's host is or lies below. */
    private static Optional<String> hostEntry(Provider provider, String articleHost) {
        if (provider.hosts().isEmpty()) {
            return Optional.empty();
        }
        String host = RegistrableDomain.ascii(articleHost);
        return provider.hosts().keySet().stream()
                .filter(entry -> host.equals(entry) || host.endsWith("." + entry))
                .max(Comparator.comparingInt(String::length));
    }
}
