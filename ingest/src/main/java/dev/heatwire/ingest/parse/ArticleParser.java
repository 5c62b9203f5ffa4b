package dev.heatwire.ingest.parse;

import dev.heatwire.events.Article;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.layout.ArticleMapping;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.toml.TomlFrontMatter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Parses an article file into an article, or into all problems of the file. */
public final class ArticleParser {
    private final Limits limits;
    private final Clock clock;
    private final Predicate<String> knownTopics;
    private final Supplier<SiteLayout> layout;

    /** Parses the files of a site without {@code site.yaml}. */
    public ArticleParser(Limits limits, Clock clock, Predicate<String> knownTopics) {
        this(limits, clock, knownTopics, () -> SiteLayout.STANDARD);
    }

    /**
     * @param clock decides which dates are in the future
     * @param knownTopics accepts the names of the topics in {@code topics.yaml}
     * @param layout the current layout of the site
     */
    public ArticleParser(Limits limits, Clock clock, Predicate<String> knownTopics, Supplier<SiteLayout> layout) {
        this.limits = limits;
        this.clock = clock;
        this.knownTopics = knownTopics;
        this.layout = layout;
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
            if (format == Content.Format.JSON) {
                return json(text, source);
            }
            String unified = LineIndex.unifyLineEnds(text);
            return TomlFrontMatter.begins(unified) ? toml(unified, source) : frontMatter(unified, source);
        } catch (UnreadableFileException e) {
            return ParseResult.rejected(e.problem());
        }
    }

    private ParseResult<Article> frontMatter(String text, Source source) throws UnreadableFileException {
        FrontMatter file = FrontMatter.split(text);
        LineIndex lines = new LineIndex(file.yaml(), 1);
        Optional<Node> root = StrictYamlComposer.of(lines, limits);
        if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
            return ParseResult.rejected(problem(2, "type", "the front matter has no fields"));
        }
        return article(mapping, lines, fields -> file.body(), source);
    }

    private ParseResult<Article> toml(String text, Source source) throws UnreadableFileException {
        TomlFrontMatter file = TomlFrontMatter.split(text);
        if (file.toml().isEmpty()) {
            return ParseResult.rejected(
                    problem(1, "open-front-matter", "the front matter that begins on line 1 has no closing line +++"));
        }
        LineIndex lines = new LineIndex(file.toml().get(), 1);
        return article(ReferenceFile.toml(lines, limits), lines, fields -> file.body(), source);
    }

    private ParseResult<Article> json(String text, Source source) throws UnreadableFileException {
        LineIndex lines = new LineIndex(text, 0);
        if (!(StrictJsonComposer.of(lines, limits) instanceof MappingNode mapping)) {
            return ParseResult.rejected(problem(1, "type", "the value is not a JSON object"));
        }
        return article(mapping, lines, fields -> fields.text("body"), source);
    }

    private static Problem problem(int line, String code, String reason) {
        return new Problem(Optional.of(line), Optional.of(1), Optional.empty(), code, reason);
    }

    /** @param body finds the body, in the fields or beside them */
    private ParseResult<Article> article(
            MappingNode file, LineIndex lines, Function<MappingReader, Optional<String>> body, Source source) {
        SiteLayout site = layout.get();
        ArticleMapping mapped = ArticleMapping.of(file, source.path(), site);
        Problems problems = new Problems(lines);
        MappingReader fields = new MappingReader(mapped.node(), "", mapped.written(), problems);
        MissingFields missing = new MissingFields(file, source.path(), mapped, site);
        Optional<Article> article =
                new ArticleFields(fields, missing, site, problems, body).read(source, clock.instant(), knownTopics);
        return ParseResult.of(article, problems);
    }
}
