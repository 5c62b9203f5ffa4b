package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * The provider of an article, resolved with {@code providers.yaml}.
 *
 * @param standing in points; 0 when {@code providers.yaml} does not list the provider
 * @param listed whether {@code providers.yaml} lists the domain
 * @param host the entry of {@code hosts} that overrode the standing
 */
public record ResolvedProvider(
        String name,
        String domain,
        int standing,
        boolean listed,
        Optional<String> host,
        Optional<String> family,
        List<Image> images) {
    public ResolvedProvider {
        Validate.text("name", name);
        Validate.text("domain", domain);
        host = Validate.optional(host);
        family = Validate.optional(family);
        images = Validate.list(images);
    }
}
