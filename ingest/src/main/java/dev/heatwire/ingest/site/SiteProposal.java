package dev.heatwire.ingest.site;

import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.ingest.layout.WrittenDate;
import dev.heatwire.ingest.site.SiteSurvey.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code site.yaml} for a folder that has none, made from what its files look like.
 *
 * @param text the file
 * @param assumptions what was assumed, for the editor to check
 */
public record SiteProposal(String text, List<String> assumptions) {
    /** So many of the values of a field must be addresses; a file with another value is rejected. */
    private static final int MIN_PERCENT = 95;

    private static final String UNKNOWN_SITE = "https://example.com";

    /** @return empty when the folder has no Markdown files with a title and a date, or needs no {@code site.yaml} */
    public static Optional<SiteProposal> of(Path site) throws IOException {
        SiteSurvey survey = SiteSurvey.of(site);
        if (survey.articles().isEmpty()) {
            return Optional.empty();
        }
        Builder builder = new Builder(site, survey, SiteConfiguration.of(site));
        return builder.isNeeded() ? Optional.of(builder.build()) : Optional.empty();
    }

    private static final class Builder {
        private final Path site;
        private final SiteSurvey survey;
        private final SiteConfiguration configuration;
        private final List<Found> files;
        private final Map<String, List<String>> fields = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<String> assumptions = new ArrayList<>();

        Builder(Path site, SiteSurvey survey, SiteConfiguration configuration) {
            this.site = site;
            this.survey = survey;
            this.configuration = configuration;
            this.files =
                    survey.articles().values().stream().flatMap(List::stream).toList();
            for (String field : List.of(
                    "title",
                    "publishedDateTime",
                    "updatedDateTime",
                    "webUrl",
                    "excerpt",
                    "topics",
                    "images",
                    "locale")) {
                List<String> names = SiteSurvey.names(field).stream()
                        .skip(1)
                        .filter(name -> files.stream().anyMatch(file -> fits(field, name, file)))
                        .filter(name -> !field.equals("webUrl") || isMostlyAddresses(name))
                        .toList();
                boolean complete =
                        files.stream().allMatch(file -> file.get(field).isPresent());
                if (!names.isEmpty() && !complete) {
                    fields.put(field, names);
                }
            }
            if (!fields.isEmpty()
                    && files.stream().anyMatch(file -> file.get("draft").isPresent())) {
                fields.put("editorial.hold", List.of("draft"));
            }
        }

        private static boolean fits(String field, String name, Found file) {
            return switch (field) {
                case "publishedDateTime", "updatedDateTime" ->
                    file.text(name).flatMap(WrittenDate::of).isPresent();
                case "webUrl" -> file.text(name).filter(Builder::isAddress).isPresent();
                case "title", "excerpt", "locale" -> file.text(name).isPresent();
                default -> file.get(name).isPresent();
            };
        }

        /** An absolute address, or one within the site; not a template such as {@code /:year/:title/}. */
        private static boolean isAddress(String text) {
            return CanonicalUrl.isAbsoluteHttp(text) || text.matches("/[^/:{}$%][^:{}$]*") && !text.contains("{");
        }

        private boolean isMostlyAddresses(String name) {
            List<String> values =
                    files.stream().flatMap(file -> file.text(name).stream()).toList();
            return values.stream().filter(Builder::isAddress).count() * 100 >= values.size() * MIN_PERCENT;
        }

        boolean isNeeded() {
            return !fields.isEmpty()
                    || !survey.articles().keySet().equals(Set.of("articles"))
                    || catalogue("topics", "topics").isPresent()
                    || catalogue("providers", "organizations", "providers").isPresent();
        }

        SiteProposal build() {
            String url = configuration.url().orElse(UNKNOWN_SITE).replaceFirst("/+$", "");
            String title = configuration
                    .title()
                    .orElse(site.toAbsolutePath().normalize().getFileName().toString());
            line("title", quoted(title));
            line("url", quoted(url + "/"));
            line("articles", list(List.copyOf(survey.articles().keySet())));
            survey.articles()
                    .forEach((folder, found) ->
                            assumptions.add("%s holds articles (%d Markdown files with title and date)"
                                    .formatted(folder, found.size())));
            if (survey.others().keySet().stream().anyMatch(survey.articles()::containsKey)) {
                line("exclude", list(List.of("_index.*", "README.*")));
            }
            catalogue("topics", "topics").ifPresent(folder -> line("topics", quoted(folder)));
            catalogue("providers", "organizations", "providers").ifPresent(folder -> line("providers", quoted(folder)));
            addFields();
            addDefaults(title, url);
            addDates();
            if (configuration.url().isEmpty()) {
                assumptions.add("the address of the site is not known: replace " + UNKNOWN_SITE);
            }
            return new SiteProposal(text.toString(), List.copyOf(assumptions));
        }

        private void addFields() {
            if (!fields.isEmpty()) {
                text.append("fields:\n");
                fields.forEach((field, names) -> {
                    text.append("  ")
                            .append(field)
                            .append(": ")
                            .append(list(names))
                            .append('\n');
                    assumptions.add("%s is in %s".formatted(field, String.join(", ", names)));
                });
            }
        }

        private void addDefaults(String title, String url) {
            long withAddress = files.stream()
                    .filter(file -> Stream.concat(
                                    Stream.of("webUrl", "originalUrl"),
                                    fields.getOrDefault("webUrl", List.of()).stream())
                            .anyMatch(name ->
                                    file.text(name).filter(Builder::isAddress).isPresent()))
                    .count();
            if (withAddress < files.size()) {
                text.append("defaults:\n");
                ArticleAddress guess =
                        ArticleAddress.of(configuration, survey.articles().keySet());
                String address = url + configuration.basePath() + guess.path();
                text.append("  webUrl: ").append(quoted(address)).append('\n');
                assumptions.add(
                        "%d files have no address; theirs is %s".formatted(files.size() - withAddress, address));
                guess.doubt().ifPresent(assumptions::add);
                text.append("  provider: {name: %s, domain: %s}\n"
                        .formatted(quoted(title), CanonicalUrl.hostOfAddress(url)));
            }
        }

        private void addDates() {
            boolean fromName = files.stream().anyMatch(file -> !file.hasDate() && file.hasDateInName());
            String zone = configuration.zone().orElse("UTC");
            text.append("dates: {zone: %s, fromFileName: %s}\n".formatted(zone, fromName));
            assumptions.add("dates without an offset are in " + zone
                    + (fromName ? "; some dates are in the names of the files" : ""));
        }

        /** The folder of a catalogue, unless the site has our file. */
        private Optional<String> catalogue(String own, String... names) {
            if (Files.exists(site.resolve(own + ".yaml"))) {
                return Optional.empty();
            }
            return Stream.of("_data/", "data/", "src/_data/")
                    .flatMap(data -> Stream.of(names).map(name -> data + name))
                    .filter(folder -> Files.isDirectory(site.resolve(folder)))
                    .findFirst();
        }

        private void line(String name, String value) {
            text.append(name).append(": ").append(value).append('\n');
        }

        private static String list(List<String> values) {
            return values.stream().map(Builder::quoted).collect(Collectors.joining(", ", "[", "]"));
        }

        private static String quoted(String value) {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }
}
