package dev.heatwire.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the provider directory.
 *
 * @param domain the registrable domain; the key
 * @param standing points that an article of this provider gains
 * @param family the house that several providers belong to
 * @param aliases other registrable domains of the same provider
 * @param hosts standing that holds on a host and its subdomains instead
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
