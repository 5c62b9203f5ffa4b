package dev.heatwire.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code providers.yaml}.
 *
 * @param domain the registrable domain; the key
 * @param standing the points of an article of this provider
 * @param family the company that several providers belong to
 * @param aliases other registrable domains of the same provider
 * @param hosts the standing of a host and its subdomains, which overrides that of the provider
 */
public record Provider(
        String domain,
        Optional<String> name,
        int standing,
        Optional<String> family,
        List<String> aliases,
        Map<String, Integer> hosts,
        List<Image> images) {
    public Provider {
        Validate.id("domain", domain);
        name = Validate.optional(name);
        family = Validate.optional(family);
        aliases = Validate.list(aliases);
        hosts = Validate.map(hosts);
        images = Validate.list(images);
    }
}
