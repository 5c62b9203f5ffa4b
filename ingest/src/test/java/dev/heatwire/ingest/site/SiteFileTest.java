package dev.heatwire.ingest.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code site.yaml} says, and how articles are read with it. */
class SiteFileTest {
    private static final String JEKYLL = """
            title: Ferry News
            url: https://ferry.example/
            articles: [_posts]
            topics: _data/topics/*.yaml
            providers: _data/organizations
            fields:
              publishedDateTime: [date]
              webUrl: [link, source_url]
              excerpt: [summary, seo.description]
              topics: [tags, categories]
              editorial.hold: [draft]
            defaults:
              provider: {name: Ferry, domain: ferry.example}
              webUrl: "https://ferry.example/{lang}/{year}/{month}/{day}/{slug}/"
            dates: {zone: Europe/Berlin, fromFileName: true}
            ignoreParameters: [session]
            """;

    @Test
    void shouldReadTheLayoutOfASite() {
        SiteLayout layout = layout(JEKYLL);

        assertThat(layout.title()).contains("Ferry News");
        assertThat(layout.roleOf("_data/topics/01-ai.yaml")).isEqualTo(SiteLayout.Role.TOPICS);
        assertThat(layout.roleOf("_data/organizations/cnet.md")).isEqualTo(SiteLayout.Role.PROVIDERS);
        assertThat(layout.roleOf("_posts/a.md")).isEqualTo(SiteLayout.Role.ARTICLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- a                              | f:1:1: the file must be a group of fields",
                "artcles: [a]                     | f:1:10: artcles: is not a known setting",
                "articles: [../secret]            | "
                        + "f:1:12: articles[0]: must be a folder within the site folder, such as _posts",
                "include: ['[a']                  | f:1:11: include[0]: must be a glob, such as *.md or drafts/**",
                "fields: {webURL: [link]}         | f:1:18: fields.webURL: is not a field of an article",
                "dates: {zone: Mars/Base}         | "
                        + "f:1:15: dates.zone: must be a time zone, such as UTC, Europe/Berlin or +02:00",
                "defaults: {provider: {name: A}}  | f:1:22: defaults.provider.domain: is required",
                "defaults: {hold: true}           | f:1:18: defaults.hold: is not a known setting",
                "defaults: {webUrl: '/{slug}'}    | f:1:20: defaults.webUrl: must be an absolute URL with placeholders,"
                        + " such as https://example.com/{year}/{slug}/",
            })
    void shouldRejectWhatIsNotALayout(String file, String error) {
        assertThat(SiteFile.read(file.getBytes(UTF_8), Limits.STANDARD).errors())
                .extracting(problem -> problem.in("f"))
                .containsExactly(error);
    }

    @Test
    void shouldReadAnArticleUnderItsOwnNames() {
        Article article = parse("""
                layout: news_post
                title: "Ferry gets new timetable"
                date: 2026-03-02 08:00:00 +0100
                link: http://www.news.example/1/?session=4
                tags: boats
                seo: {description: Short}
                draft: true
                """).value().orElseThrow();

        assertThat(article.id()).isEqualTo("https://news.example/1");
        assertThat(article.webUrl()).contains("http://www.news.example/1/?session=4");
        assertThat(article.publishedDateTime()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
        assertThat(article.topics()).containsExactly("boats");
        assertThat(article.excerpt()).contains("Short");
        assertThat(article.editorial().orElseThrow().hold()).isTrue();
        assertThat(article.provider().orElseThrow().domain()).isEqualTo("ferry.example");
        assertThat(article.extra()).containsKey("layout").doesNotContainKey("date");
    }

    @Test
    void shouldTakeDateAndAddressFromTheNameOfTheFile() {
        Article article = parse("title: T\nlang: en\nimages: [/a.jpg, b.jpg]\nquality: high\n")
                .value()
                .orElseThrow();

        assertThat(article.webUrl()).contains("https://ferry.example/en/2026/03/02/A-title/");
        assertThat(article.publishedDateTime()).isEqualTo(Instant.parse("2026-03-01T23:00:00Z"));
        assertThat(article.images()).extracting(image -> image.url()).containsExactly("https://ferry.example/a.jpg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: T                     | 2:1: webUrl: is required, or originalUrl; "
                        + "the address pattern in site.yaml needs `lang`",
                "headline: T; lang: en        | 2:1: title: is required; "
                        + "the file has `headline`: see `fields` in site.yaml",
                "title: T; lang: en; date: x  | 4:7: date: must be a date and time like 2020-06-10T01:14:00Z",
            })
    void shouldSayWhatAnArticleLacks(String fields, String error) {
        assertThat(parse(fields.replace("; ", "\n") + "\n").errors())
                .extracting(problem -> problem.in("f").substring(2))
                .contains(error);
    }

    private static SiteLayout layout(String file) {
        ParseResult<SiteLayout> parsed = SiteFile.read(file.getBytes(UTF_8), Limits.STANDARD);
        assertThat(parsed.errors()).isEmpty();
        return parsed.value().orElseThrow();
    }

    private static ParseResult<Article> parse(String fields) {
        SiteLayout layout = layout(JEKYLL);
        return new ArticleParser(Limits.STANDARD, Clock.systemUTC(), name -> true, () -> layout)
                .parse(
                        ("---\n" + fields + "---\n").getBytes(UTF_8),
                        new Source("_posts/2026-03-02-A title.md", "hash"));
    }
}
