package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.NewsTopicsFile;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.PolicyFile;
import dev.heatwire.ingest.parse.ProvidersFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads every file of a site folder as ingest would, and says what it found; without Kafka.
 *
 * @param articles how many article files there are
 * @param errors of each rejected file, by path
 * @param warnings of each file that is odd and was taken, by path
 */
public record SiteValidator(int articles, Map<String, List<Problem>> errors, Map<String, List<Problem>> warnings) {
    /** Two files of one article are odd: only one of them can be published. */
    private static final String SHADOWED = "shadowed";

    public static SiteValidator of(Path site, IngestSettings settings, Clock clock) {
        SiteDirectory folder = new SiteDirectory(site, settings.selection());
        Limits limits = settings.limits();
        Set<String> paths = folder.scan().files().keySet();
        KnownTopics knownTopics = new KnownTopics();
        if (paths.contains(SiteDirectory.TOPICS)) {
            catalogue(folder, limits).ifPresent(topics -> knownTopics.are(topics.values()));
        }
        ArticleParser parser = new ArticleParser(limits, clock, knownTopics);
        Map<String, List<Problem>> errors = new TreeMap<>();
        Map<String, List<Problem>> warnings = new TreeMap<>();
        Map<String, String> pathById = new TreeMap<>();
        int articles = 0;
        for (String path : paths) {
            ParseResult<?> parsed = read(folder, path, parser, limits);
            List<Problem> odd = new ArrayList<>(parsed.warnings());
            if (!SiteDirectory.isReference(path)) {
                articles++;
            }
            if (parsed.value().orElse(null) instanceof Article article) {
                String other = pathById.putIfAbsent(article.id(), path);
                if (other != null) {
                    odd.add(ParseResult.ofFile(SHADOWED, "holds the same article as " + other));
                }
            }
            if (!parsed.errors().isEmpty()) {
                errors.put(path, parsed.errors());
            }
            if (!odd.isEmpty()) {
                warnings.put(path, odd);
            }
        }
        return new SiteValidator(articles, errors, warnings);
    }

    /** The paths of the files that ingest would read. */
    public static Set<String> filesOf(Path site, FileFilter selection) {
        return new SiteDirectory(site, selection).scan().files().keySet();
    }

    private static Optional<Map<String, NewsTopic>> catalogue(SiteDirectory folder, Limits limits) {
        try {
            return NewsTopicsFile.read(folder.read(SiteDirectory.TOPICS, limits.referenceBytes()), limits)
                    .value();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ParseResult<?> read(SiteDirectory folder, String path, ArticleParser parser, Limits limits) {
        try {
            return switch (path) {
                case SiteDirectory.PROVIDERS -> ProvidersFile.read(folder.read(path, limits.referenceBytes()), limits);
                case SiteDirectory.TOPICS -> NewsTopicsFile.read(folder.read(path, limits.referenceBytes()), limits);
                case SiteDirectory.POLICY -> PolicyFile.read(folder.read(path, limits.referenceBytes()), limits);
                default -> {
                    Content content = Content.of(folder.read(path, limits.articleBytes()));
                    yield parser.parse(content.bytes(), new Source(path, content.sha256()));
                }
            };
        } catch (IOException e) {
            return ParseResult.rejected(ParseResult.UNREADABLE);
        }
    }
}
