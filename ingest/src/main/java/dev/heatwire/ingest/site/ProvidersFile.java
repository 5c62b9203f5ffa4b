package dev.heatwire.ingest.site;

import dev.heatwire.events.Provider;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.ingest.parse.ArticleSections;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.MappingReader;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.ScalarParsers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses the directory of providers: the list in {@code providers.yaml}, or files of one provider each. Each domain and
 * alias is listed once.
 */
public final class ProvidersFile {
    /** Where a file of one provider has the provider's address, when it has no domain. */
    private static final List<String> ADDRESSES = List.of("url", "website", "homepage", "webUrl");

    private final Map<String, String> claimedBy = new HashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private final Map<String, Provider> providers = new LinkedHashMap<>();

    private ProvidersFile() {}

    /**
     * @param files the contents, by path
     * @return the providers by registrable domain
     */
    public static CatalogueFiles<Provider> read(Map<String, byte[]> files, Limits limits) {
        ProvidersFile catalogue = new ProvidersFile();
        Map<String, ParseResult<Integer>> results = CatalogueFiles.read(files, limits, catalogue::add);
        return new CatalogueFiles<>(catalogue.providers, catalogue.fileOf, results);
    }

    private void add(MappingReader fields, String path, boolean wholeFile) {
        Optional<String> domain = (wholeFile && fields.isAbsent("domain")
                        ? hostOfAddress(fields)
                        : fields.required("domain", ScalarParsers::host))
                .map(RegistrableDomain::of);
        domain.ifPresent(name -> rejectDuplicate("domain", name, path, fields));
        List<String> aliases = fields.texts("aliases", ScalarParsers::host).stream()
                .map(RegistrableDomain::of)
                .toList();
        aliases.forEach(alias -> rejectDuplicate("aliases", alias, path, fields));
        Optional<String> name = fields.text("name");
        if (wholeFile && name.isEmpty()) {
            name = fields.text("title");
        }
        int standing = fields.read("standing", ScalarParsers::integer).orElse(0);
        Optional<String> family = fields.text("family");
        Map<String, Integer> hosts = new LinkedHashMap<>();
        fields.entries("hosts", ScalarParsers::host, ScalarParsers::integer)
                .forEach((host, points) -> hosts.put(RegistrableDomain.ascii(host), points));
        var images =
                fields.sections("images", "url", wholeFile ? ArticleSections::image : ArticleSections::strictImage);
        CatalogueFiles.endEntry(fields, wholeFile);
        if (domain.isPresent()) {
            fileOf.putIfAbsent(domain.get(), path);
            providers.putIfAbsent(
                    domain.get(), new Provider(domain.get(), name, standing, family, aliases, hosts, images));
        }
    }

    private static Optional<String> hostOfAddress(MappingReader fields) {
        MappingReader copy = fields.copy();
        Optional<String> host = ADDRESSES.stream()
                .flatMap(field -> copy.text(field).stream())
                .filter(CanonicalUrl::isAbsoluteHttp)
                .map(CanonicalUrl::hostOfAddress)
                .findFirst();
        if (host.isEmpty()) {
            fields.problem("domain", "required", "is required");
        }
        return host;
    }

    private void rejectDuplicate(String field, String name, String path, MappingReader fields) {
        String other = claimedBy.putIfAbsent(name, path);
        if (other != null) {
            fields.problem(
                    field,
                    "duplicate",
                    name + " is listed a second time" + (other.equals(path) ? "" : "; " + other + " has it, too"));
        }
    }
}
