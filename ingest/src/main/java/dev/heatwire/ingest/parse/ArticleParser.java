package dev.heatwire.ingest.parse;

import dev.heatwire.events.Article;
import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.DeclaredScores;
import dev.heatwire.events.Image;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Related;
import dev.heatwire.events.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Parses an article file into an article, or into all problems of the file. */
public final class ArticleParser {
    private final Limits limits;
    private final Clock clock;
    private final Predicate<String> knownTopics;

    /**
     * @param clock decides which dates are in the future
     * @param knownTopics accepts the names of the topics in {@code topics.yaml}
     */
    public ArticleParser(Limits limits, Clock clock, Predicate<String> knownTopics) {
        this.limits = limits;
        this.clock = clock;
        this.knownTopics = knownTopics;
    }

    /**
     * @param content of a file that can be opened
     * @param path relative to the site folder, or that of a record of the input topic
     */
    public ParseResult<Article> parse(Content content, String path) {
        return parse(
                content.bytes(),
                content.format(),
                new Source(path, content.sha256().orElseThrow()));
    }

    /** @param source the path and hash of a file with front matter */
    public ParseResult<Article> parse(byte[] bytes, Source source) {
        return parse(bytes, Content.Format.FRONT_MATTER, source);
    }

    private ParseResult<Article> parse(byte[] bytes, Content.Format format, Source source) {
        if (bytes.length > limits.articleBytes()) {
            return ParseResult.rejected(ParseResult.tooLarge(limits.articleBytes()));
        }
        try {
            String text = Utf8Decoder.of(bytes);
            return format == Content.Format.JSON ? json(text, source) : frontMatter(text, source);
        } catch (UnreadableFileException e) {
            return ParseResult.rejected(e.problem());
        }
    }

    private ParseResult<Article> frontMatter(String text, Source source) throws UnreadableFileException {
        FrontMatter file = FrontMatter.split(text);
        LineIndex lines = new LineIndex(file.yaml(), 1);
        Optional<Node> root = StrictYamlComposer.of(lines, limits);
        if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
            return ParseResult.rejected(new Problem(
                    Optional.of(2), Optional.of(1), Optional.empty(), "type", "the front matter has no fields"));
        }
        Problems problems = new Problems(lines);
        return ParseResult.of(
                article(new MappingReader(mapping, "", problems), fields -> file.body(), source, problems), problems);
    }

    private ParseResult<Article> json(String text, Source source) throws UnreadableFileException {
        LineIndex lines = new LineIndex(text, 0);
        if (!(StrictJsonComposer.of(lines, limits) instanceof MappingNode mapping)) {
            return ParseResult.rejected(new Problem(
                    Optional.of(1), Optional.of(1), Optional.empty(), "type", "the value is not a JSON object"));
        }
        Problems problems = new Problems(lines);
        return ParseResult.of(
                article(new MappingReader(mapping, "", problems), fields -> fields.text("body"), source, problems),
                problems);
    }

    /** @param body finds the body, in the fields or beside them */
    private Optional<Article> article(
            MappingReader fields, Function<MappingReader, Optional<String>> body, Source source, Problems problems) {
        String category = fields.read("category", ScalarParsers::name).orElse(Article.DEFAULT_CATEGORY);
        Optional<String> title = fields.required("title", ScalarParsers::text);
        Optional<String> excerpt = fields.text("excerpt");
        Optional<Instant> published = fields.required("publishedDateTime", ScalarParsers::instant);
        Optional<Instant> updated = fields.read("updatedDateTime", ScalarParsers::instant);
        ArticleAddresses addresses = ArticleAddresses.of(fields);
        String type = fields.text("type").orElse(Article.DEFAULT_TYPE);
        DeclaredScores declared = new DeclaredScores(
                fields.read("quality", ScalarParsers::integer),
                fields.read("heat", ScalarParsers::integer),
                fields.read("published", ScalarParsers::flag));
        Optional<DeclaredProvider> provider =
                fields.section("provider", section -> ArticleSections.providerOfArticle(section, addresses.id()));
        List<String> topics = fields.texts("topics", ScalarParsers::name);
        List<Image> images = fields.sections("images", ArticleSections::imageOfArticle);
        List<Related> related = fields.sections("related", ArticleSections::related);
        List<String> unrelated = fields.texts("unrelated", ScalarParsers::articleId);
        Optional<String> featuredContent = fields.textIfScalar("featuredContent");
        Optional<String> locale = fields.text("locale");
        List<String> tags = fields.texts("tags");
        Optional<String> secured = fields.read("secured", ScalarParsers::secured);
        Optional<String> text = body.apply(fields);
        Map<String, Object> extra = fields.rest();
        if (!problems.none()) {
            return Optional.empty();
        }
        if (published.orElseThrow().isAfter(clock.instant())) {
            fields.warn(
                    "publishedDateTime",
                    "future",
                    "is in the future; until then the article ranks by the time it was received");
        }
        topics.stream()
                .filter(knownTopics.negate())
                .distinct()
                .forEach(topic -> fields.warn("topics", "unknown-topic", topic + " is not in topics.yaml"));
        return Optional.of(new Article(
                addresses.id().orElseThrow(),
                category,
                title.orElseThrow(),
                excerpt,
                published.orElseThrow(),
                updated,
                addresses.web(),
                addresses.original(),
                addresses.amp(),
                addresses.cdnAmp(),
                type,
                declared,
                provider,
                topics,
                images,
                related,
                unrelated.stream().distinct().toList(),
                featuredContent,
                locale,
                tags,
                extra,
                secured,
                text,
                source));
    }
}
