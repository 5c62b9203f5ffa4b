package dev.heatwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteGeneratorTest {
    private static final int ARTICLES = 2_000;
    private final SiteGenerator site = new SiteGenerator(1);

    @Test
    void shouldGenerateTheSameFileForTheSameNumber() {
        assertThat(new SiteGenerator(1).article(7)).isEqualTo(site.article(7));
        assertThat(new SiteGenerator(2).article(7)).isNotEqualTo(site.article(7));
    }

    @Test
    void shouldGenerateValidArticlesThatResembleRealOnes() {
        List<Article> articles =
                IntStream.range(0, ARTICLES).mapToObj(this::read).toList();

        assertThat(articles.stream().map(Article::id).distinct()).hasSize(ARTICLES);
        assertThat(articles).extracting(article -> article.related().size()).contains(0, 14);
        assertThat(share(articles.stream()
                        .filter(article -> !article.images().isEmpty())
                        .count()))
                .isBetween(0.6, 0.8);
        assertThat(share(articles.stream()
                        .filter(article -> article.ampWebUrl().isPresent())
                        .count()))
                .isBetween(0.4, 0.6);
        var byProvider = articles.stream()
                .collect(Collectors.groupingBy(
                        article -> article.provider().orElseThrow().domain(), Collectors.counting()));
        assertThat(byProvider.values().stream().mapToLong(count -> count).max().orElseThrow())
                .isGreaterThan(ARTICLES / 20);
        assertThat(byProvider).hasSizeGreaterThan(100);
    }

    private Article read(int number) {
        return new ArticleParser(Limits.STANDARD, Clock.systemUTC(), key -> true)
                .parse(site.article(number), new Source("articles/a.md", "hash"))
                .value()
                .orElseThrow();
    }

    private static double share(long count) {
        return (double) count / ARTICLES;
    }
}
