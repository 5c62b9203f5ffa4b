package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Related;
import dev.heatwire.events.Source;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.PolicyFile;
import dev.heatwire.ingest.site.NewsTopicsFile;
import dev.heatwire.ingest.site.ProvidersFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the files of the sample site. */
class SeedsTest {
    private static final Path SEEDS = Path.of("..", "seeds");

    @Test
    void shouldReadEveryArticle() throws IOException {
        assertThat(articles()).hasSize(5).allSatisfy(article -> {
            assertThat(article.secured()).isPresent();
            assertThat(article.declared().quality()).isPresent();
            assertThat(article.related()).isNotEmpty();
            assertThat(article.extra()).isEmpty();
        });
    }

    @Test
    void shouldListEveryProviderAndTopicOfTheArticles() throws IOException {
        Map<String, Provider> providers =
                value(ProvidersFile.read(Map.of("providers.yaml", bytes("providers.yaml")), Limits.STANDARD)
                        .single());
        Map<String, NewsTopic> topics =
                value(NewsTopicsFile.read(Map.of("topics.yaml", bytes("topics.yaml")), Limits.STANDARD)
                        .single());

        for (Article article : articles()) {
            assertThat(providers)
                    .containsKey(domain(article.provider().orElseThrow().domain()));
            for (Related related : article.related()) {
                assertThat(providers)
                        .containsKey(domain(related.provider().orElseThrow().domain()));
            }
            assertThat(topics.values())
                    .extracting(topic -> Slug.of(topic.name()))
                    .containsAll(article.topics().stream().map(Slug::of).toList());
        }
    }

    @Test
    void shouldContainTheStandardPolicy() throws IOException {
        assertThat(value(PolicyFile.read(bytes("policy.yaml"), Limits.STANDARD)))
                .isEqualTo(Policy.STANDARD);
    }

    private static List<Article> articles() throws IOException {
        ArticleParser parser = new ArticleParser(Limits.STANDARD, Clock.systemUTC(), name -> true);
        try (Stream<Path> files = Files.list(SEEDS.resolve("articles"))) {
            return files.map(file -> value(parser.parse(read(file), new Source(file.toString(), "hash"))))
                    .toList();
        }
    }

    private static <T> T value(ParseResult<T> parsed) {
        assertThat(parsed.errors()).isEmpty();
        return parsed.value().orElseThrow();
    }

    private static String domain(String host) {
        return RegistrableDomain.of(host);
    }

    private static byte[] bytes(String name) {
        return read(SEEDS.resolve(name));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
