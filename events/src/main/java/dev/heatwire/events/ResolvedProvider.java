package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * Who published an article, after the directory was asked.
 *
 * @param standing in points; 0 when the provider is not listed
 * @param listed whether the directory knows the domain
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
