package dev.heatwire.ingest.parse;

import dev.heatwire.events.Provider;
import dev.heatwire.events.url.RegistrableDomain;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses {@code providers.yaml}: a list of providers, each domain and alias listed once. */
public final class ProvidersFile {
    private ProvidersFile() {}

    /** @return the providers by registrable domain */
    public static ParseResult<Map<String, Provider>> read(byte[] bytes, Limits limits) {
        Set<String> names = new HashSet<>();
        return ReferenceFile.list(
                bytes,
                limits,
                (fields, providers) ->
                        provider(fields, names).ifPresent(provider -> providers.put(provider.domain(), provider)));
    }

    private static Optional<Provider> provider(MappingReader fields, Set<String> names) {
        Optional<String> domain = fields.required("domain", ScalarParsers::host).map(RegistrableDomain::of);
        domain.ifPresent(name -> rejectDuplicate("domain", name, fields, names));
        List<String> aliases = fields.texts("aliases", ScalarParsers::host).stream()
                .map(RegistrableDomain::of)
                .toList();
        aliases.forEach(alias -> rejectDuplicate("aliases", alias, fields, names));
        var name = fields.text("name");
        int standing = fields.read("standing", ScalarParsers::integer).orElse(0);
        var family = fields.text("family");
        Map<String, Integer> hosts = new LinkedHashMap<>();
        fields.entries("hosts", ScalarParsers::host, ScalarParsers::integer)
                .forEach((host, points) -> hosts.put(RegistrableDomain.ascii(host), points));
        var images = fields.sections("images", ArticleSections::strictImage);
        fields.rejectRest();
        return domain.map(key -> new Provider(key, name, standing, family, aliases, hosts, images));
    }

    private static void rejectDuplicate(String field, String name, MappingReader fields, Set<String> names) {
        if (!names.add(name)) {
            fields.problem(field, "duplicate", name + " is listed a second time");
        }
    }
}
