package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Problem;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Content.Format;
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
 * Validates every file of a site folder as ingest does, without Kafka.
 *
 * @param articles the number of article files
 * @param errors the errors of each rejected file, by path
 * @param warnings the warnings of each accepted or rejected file, by path
 */
public record SiteValidator(int articles, Map<String, List<Problem>> errors, Map<String, List<Problem>> warnings) {
    /** Of several files with the same article, only one is published. */
    private static final String SHADOWED = "shadowed";

    public static SiteValidator of(Path site, IngestSettings settings, Clock clock) {
        SiteDirectory directory = new SiteDirectory(site, settings.selection());
        Limits limits = settings.limits();
        Set<String> paths = directory.scan().files().keySet();
        KnownTopics knownTopics = new KnownTopics();
        if (paths.contains(SiteDirectory.TOPICS)) {
            readNewsTopics(directory, limits).ifPresent(newsTopics -> knownTopics.replace(newsTopics.values()));
        }
        ArticleParser parser = new ArticleParser(limits, clock, knownTopics);
        Map<String, List<Problem>> errors = new TreeMap<>();
        Map<String, List<Problem>> warnings = new TreeMap<>();
        Map<String, List<FilePrecedence.Candidate>> candidates = new TreeMap<>();
        int articles = 0;
        for (String path : paths) {
            ParseResult<?> parsed = read(directory, path, parser, limits);
            if (!SiteDirectory.isReferenceFile(path)) {
                articles++;
            }
            if (parsed.value().orElse(null) instanceof Article article) {
                candidates
                        .computeIfAbsent(article.id(), id -> new ArrayList<>())
                        .add(new FilePrecedence.Candidate(
                                path, article.publishedDateTime(), article.updatedDateTime()));
            }
            if (!parsed.errors().isEmpty()) {
                errors.put(path, parsed.errors());
            }
            if (!parsed.warnings().isEmpty()) {
                warnings.put(path, parsed.warnings());
            }
        }
        candidates.values().forEach(files -> warnOfShadowed(files, warnings));
        return new SiteValidator(articles, errors, warnings);
    }

    private static void warnOfShadowed(List<FilePrecedence.Candidate> files, Map<String, List<Problem>> warnings) {
        String winner = FilePrecedence.winnerOf(files).orElseThrow();
        files.stream()
                .map(FilePrecedence.Candidate::path)
                .filter(path -> !path.equals(winner))
                .forEach(path -> {
                    List<Problem> all = new ArrayList<>(warnings.getOrDefault(path, List.of()));
                    all.add(ParseResult.ofFile(SHADOWED, "holds the same article as " + winner));
                    warnings.put(path, all);
                });
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
                parsed.warnings().isEmpty() ? Map.of() : Map.of(name, parsed.warnings()));
    }

    /** The paths of the files that ingest reads. */
    public static Set<String> filesOf(Path site, FileFilter selection) {
        return new SiteDirectory(site, selection).scan().files().keySet();
    }

    private static Optional<Map<String, NewsTopic>> readNewsTopics(SiteDirectory directory, Limits limits) {
        try {
            return NewsTopicsFile.read(directory.read(SiteDirectory.TOPICS, limits.referenceBytes()), limits)
                    .value();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ParseResult<?> read(SiteDirectory directory, String path, ArticleParser parser, Limits limits) {
        try {
            return switch (path) {
                case SiteDirectory.PROVIDERS ->
                    ProvidersFile.read(directory.read(path, limits.referenceBytes()), limits);
                case SiteDirectory.TOPICS -> NewsTopicsFile.read(directory.read(path, limits.referenceBytes()), limits);
                case SiteDirectory.POLICY -> PolicyFile.read(directory.read(path, limits.referenceBytes()), limits);
                default -> parser.parse(Content.of(directory.read(path, limits.articleBytes())), path);
            };
        } catch (IOException e) {
            return ParseResult.rejected(ParseResult.UNREADABLE);
        }
    }
}
