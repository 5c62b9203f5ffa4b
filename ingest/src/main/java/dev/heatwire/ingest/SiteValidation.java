package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Provider;
import dev.heatwire.ingest.directory.FilePrecedence;
import dev.heatwire.ingest.directory.FilePrecedence.Candidate;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.layout.SiteLayout.Role;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.site.CatalogueFiles;
import dev.heatwire.ingest.site.NewsTopicsFile;
import dev.heatwire.ingest.site.ProvidersFile;
import dev.heatwire.ingest.site.SiteLayouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads every file of a site folder once. */
final class SiteValidation {
    /** Of several files with the same article, only one is published. */
    private static final String SHADOWED = "shadowed";

    private final Path site;
    private final Limits limits;
    private final Clock clock;
    private final SiteDirectory directory;
    private final KnownTopics knownTopics = new KnownTopics();
    private final Map<String, List<Problem>> errors = new TreeMap<>();
    private final Map<String, List<Problem>> warnings = new TreeMap<>();

    SiteValidation(Path site, IngestSettings settings, Clock clock) {
        this.site = site;
        this.limits = settings.limits();
        this.clock = clock;
        this.directory = new SiteDirectory(site, settings.selection());
    }

    SiteValidator result() {
        ParseResult<SiteLayout> layout = SiteLayouts.read(site, limits);
        add(SiteLayout.FILE, layout);
        Set<String> found = SiteLayouts.scan(site, directory, limits).files().keySet();
        SiteLayout read = layout.value().orElse(SiteLayout.STANDARD);
        CatalogueFiles<NewsTopic> newsTopics = NewsTopicsFile.read(files(found, Role.TOPICS, read), limits);
        knownTopics.replace(newsTopics.entries().values());
        newsTopics.files().forEach(this::add);
        CatalogueFiles<Provider> providers = ProvidersFile.read(files(found, Role.PROVIDERS, read), limits);
        providers.files().forEach(this::add);
        CatalogueFiles<Policy> policy = ReferenceData.policy(
                files(found, Role.POLICY, read), limits, newsTopics.entries().values());
        policy.files().forEach(this::add);
        Set<String> paths = directory.articlesOf(found);
        List<Article> articles = readArticles(paths, read);
        List<String> notes = directory.notes();
        notes.forEach(note -> addWarning(".", ParseResult.ofFile("left-out", note)));
        return new SiteValidator(
                paths.size(),
                errors,
                warnings,
                new SiteValidator.Contents(
                        articles,
                        List.copyOf(providers.entries().values()),
                        List.copyOf(newsTopics.entries().values()),
                        policy.entries().getOrDefault(Policy.KEY, Policy.STANDARD)));
    }

    /** The articles of the files that are published. */
    private List<Article> readArticles(Set<String> paths, SiteLayout layout) {
        ArticleParser parser = new ArticleParser(limits, clock, knownTopics, () -> layout);
        Map<String, List<Candidate>> candidates = new TreeMap<>();
        Map<String, Article> articles = new TreeMap<>();
        for (String path : paths) {
            Optional<byte[]> bytes = bytes(path, limits.articleBytes());
            if (bytes.isPresent()) {
                ParseResult<Article> parsed = parser.parse(Content.of(bytes.get()), path);
                add(path, parsed);
                parsed.value().ifPresent(article -> {
                    articles.put(path, article);
                    candidates
                            .computeIfAbsent(article.id(), id -> new ArrayList<>())
                            .add(new Candidate(path, article.publishedDateTime(), article.updatedDateTime()));
                });
            }
        }
        candidates.values().forEach(files -> articles.keySet().removeAll(shadowed(files)));
        return List.copyOf(articles.values());
    }

    private List<String> shadowed(List<Candidate> files) {
        String winner = FilePrecedence.winnerOf(files).orElseThrow();
        List<String> shadowed = files.stream()
                .map(Candidate::path)
                .filter(path -> !path.equals(winner))
                .toList();
        shadowed.forEach(path -> addWarning(path, ParseResult.ofFile(SHADOWED, "holds the same article as " + winner)));
        return shadowed;
    }

    private Map<String, byte[]> files(Set<String> paths, Role role, SiteLayout layout) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : paths) {
            if (layout.roleOf(path) == role) {
                bytes(path, limits.referenceBytes()).ifPresent(bytes -> files.put(path, bytes));
            }
        }
        return files;
    }

    private Optional<byte[]> bytes(String path, int limit) {
        try {
            return Optional.of(directory.read(path, limit));
        } catch (IOException e) {
            errors.put(path, List.of(ParseResult.UNREADABLE));
            return Optional.empty();
        }
    }

    private void add(String path, ParseResult<?> parsed) {
        if (!parsed.errors().isEmpty()) {
            errors.put(path, parsed.errors());
        }
        parsed.warnings().forEach(warning -> addWarning(path, warning));
    }

    private void addWarning(String path, Problem warning) {
        warnings.computeIfAbsent(path, key -> new ArrayList<>()).add(warning);
    }
}
