package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Provider;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Content.Format;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.site.SiteLayouts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validates every file of a site folder as ingest does, without Kafka.
 *
 * @param articles the number of article files
 * @param errors the errors of each rejected file, by path
 * @param warnings the warnings of each accepted or rejected file, by path
 * @param contents what ingest would publish
 */
public record SiteValidator(
        int articles, Map<String, List<Problem>> errors, Map<String, List<Problem>> warnings, Contents contents) {

    /** The articles, reference data and policy of a site. */
    public record Contents(
            List<Article> articles, List<Provider> providers, List<NewsTopic> newsTopics, Policy policy) {}

    public static SiteValidator of(Path site, IngestSettings settings, Clock clock) {
        return new SiteValidation(site, settings, clock).result();
    }

    /**
     * Validates one article file. A JSON object begins with a brace, and front matter never does.
     *
     * @param name stands before the place of each problem
     */
    public static SiteValidator ofFile(String name, byte[] bytes, IngestSettings settings, Clock clock) {
        Format format = bytes.length > 0 && bytes[0] == '{' ? Format.JSON : Format.FRONT_MATTER;
        ParseResult<Article> parsed =
                new ArticleParser(settings.limits(), clock, topic -> true).parse(Content.of(bytes, format), name);
        return new SiteValidator(
                1,
                parsed.errors().isEmpty() ? Map.of() : Map.of(name, parsed.errors()),
                parsed.warnings().isEmpty() ? Map.of() : Map.of(name, parsed.warnings()),
                new Contents(parsed.value().stream().toList(), List.of(), List.of(), Policy.STANDARD));
    }

    /** Whether files were rejected because fields are missing, which may have other names. */
    public boolean lacksFields() {
        return errors.values().stream()
                .flatMap(List::stream)
                .anyMatch(problem -> problem.code().equals("required"));
    }

    /** The paths of the files that ingest reads. */
    public static Set<String> filesOf(Path site, FileFilter selection) {
        SiteDirectory directory = new SiteDirectory(site, selection);
        return SiteLayouts.scan(site, directory, Limits.STANDARD).files().keySet();
    }
}
