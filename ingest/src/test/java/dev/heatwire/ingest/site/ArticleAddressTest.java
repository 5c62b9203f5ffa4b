package dev.heatwire.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proposed {@code site.yaml} gives articles the addresses that the site generator gives them. */
class ArticleAddressTest {
    @TempDir
    private Path site;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permalink: pretty | _posts/2013-05-24-low-tide.md |  | /2013/05/24/low-tide/
            permalink: pretty | en/news/_posts/2013-05-24-low-tide.md |  | /en/news/2013/05/24/low-tide/
            | _posts/2013-05-24-low-tide.md |  | /2013/05/24/low-tide.html
            | _posts/2013-05-24-low-tide.md | slug: ebb | /2013/05/24/ebb.html
            | _posts/2013-05-24-low-tide.md | categories: [Sea, moon] | /sea/moon/2013/05/24/low-tide.html
            | _posts/2013-05-24-low-tide.md | categories: sea moon | /sea/moon/2013/05/24/low-tide.html
            | sea/_posts/2013-05-24-low-tide.md | category: sea | /sea/2013/05/24/low-tide.html
            | _posts/2013-05-24-low-tide.md | date: 2013-05-25 09:00:00 +0000 | /2013/05/25/low-tide.html
            | _posts/2013-05-24-low-tide.md | permalink: /tides/ | /tides/
            | _posts/2013-05-24-low-tide.md | permalink: /:year/:title/ | /2013/05/24/low-tide.html
            permalink: /blog/:title | _posts/2013-05-24-low-tide.md |  | /blog/low-tide
            permalink: /:y_day/:title | _posts/2013-05-24-low-tide.md |  | /2013/05/24/low-tide/
            baseurl: /harbour | _posts/2013-05-24-low-tide.md |  | /harbour/2013/05/24/low-tide.html
            'collections: {news: {permalink: "/n/:slug/"}}' | _news/2013-05-24-low-tide.md |  | /n/low-tide/
            | _news/2013-05-24-low-tide.md |  | /news/2013-05-24-low-tide.html
            """)
    void shouldBeThatOfJekyll(String setting, String path, String field, String expected) throws IOException {
        Files.writeString(site.resolve("_config.yml"), "url: https://harbour.example\n" + text(setting));

        assertThat(addressOf(path, text(field))).isEqualTo("https://harbour.example" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | content/news/2017/06/low-tide.md |  | /news/2017/06/low-tide/
            | content/news/low-tide/index.md |  | /news/low-tide/
            | content/news/2017/low-tide.md | slug: ebb | /news/2017/ebb/
            | content/news/low-tide/index.md | slug: ebb | /news/ebb/
            | content/news/2017-06-21-low.md |  | /news/2017-06-21-low/
            | content/news/low-tide.md | url: /tides/ | /tides/
            | content/low-tide.md |  | /low-tide/
            permalinks.news = '/:year/:month/:day/:slug/' | content/news/2017/06/low.md | slug: ebb | /2017/06/21/ebb/
            permalinks.page.news = '/:year/:slug/' | content/news/2017/06/low.md | slug: ebb | /2017/ebb/
            permalinks.other = '/:year/:slug/' | content/news/low.md |  | /news/low/
            permalinks.news = '/:sections/:slug/' | content/news/2017/low.md |  | /news/2017/low/
            permalinks.news = '/:weekday/:slug/' | content/news/low.md |  | /news/low/
            """)
    void shouldBeThatOfHugo(String setting, String path, String field, String expected) throws IOException {
        Files.writeString(site.resolve("hugo.toml"), "baseURL = 'https://tides.example/'\n" + text(setting));

        assertThat(addressOf(path, "date: 2017-06-21 14:58:31 -0400\n" + text(field)))
                .isEqualTo("https://tides.example" + expected);
    }

    @Test
    void shouldReadTheConfigurationOfHugoInFolders() throws IOException {
        Files.createDirectories(site.resolve("config/_default"));
        Files.writeString(site.resolve("config/_default/hugo.yaml"), "baseURL: https://tides.example/\n");
        Files.writeString(site.resolve("config/_default/permalinks.yaml"), "news: /:year/:slug/\n");

        assertThat(addressOf("content/news/low.md", "date: 2017-06-21\n")).isEqualTo("https://tides.example/2017/low/");
    }

    @ParameterizedTest
    @CsvSource({
        "eleventy.config.js, src/posts/low-tide.md, /posts/low-tide/",
        "eleventy.config.js, posts/2017/2017-06-21-low-tide.md, /posts/2017/low-tide/",
        "eleventy.config.js, content/blog/low-tide/index.md, /blog/low-tide/",
        "astro.config.mjs, src/content/blog/low-tide.md, /blog/low-tide/",
        "astro.config.mjs, src/content/blog/2017/low-tide.md, /blog/2017/low-tide/",
        "astro.config.mjs, src/pages/posts/low-tide.md, /posts/low-tide/",
        "astro.config.mjs, src/pages/low-tide.md, /low-tide/"
    })
    void shouldBeThatOfOtherGenerators(String configuration, String path, String expected) throws IOException {
        Files.writeString(site.resolve(configuration), "export default { site: 'https://tides.example' };\n");

        assertThat(addressOf(path, "date: 2017-06-21\n")).isEqualTo("https://tides.example" + expected);
    }

    @Test
    void shouldSayWhichFilesHaveOtherAddresses() throws IOException {
        Files.writeString(site.resolve("hugo.toml"), "permalinks.events = '/event/:slug/'\n");
        for (String folder : new String[] {"blog", "events", "news"}) {
            write("content/%s/a.md".formatted(folder), "date: 2017-06-21\n");
        }

        assertThat(SiteProposal.of(site).orElseThrow().assumptions())
                .contains("files in content/events have other addresses: give them webUrl, or leave the folder out of"
                        + " articles");
    }

    @Test
    void shouldNotTakeAFolderForArticlesBecauseOneFileInItIsOne() throws IOException {
        Files.writeString(site.resolve("hugo.toml"), "baseURL = 'https://tides.example/'\n");
        write("content/about.md", "date: 2017-06-21\n");
        write("content/news/a.md", "date: 2017-06-21\n");
        write("content/news/b.md", "date: 2017-06-21\n");
        write("content/authors/c.md", "");

        assertThat(SiteProposal.of(site).orElseThrow().text()).contains("articles: [\"content/news\"]");
    }

    private static String text(String line) {
        return line == null ? "" : line + "\n";
    }

    private String addressOf(String path, String fields) throws IOException {
        byte[] file = write(path, fields);
        SiteProposal proposal = SiteProposal.of(site).orElseThrow();
        ParseResult<SiteLayout> layout =
                SiteFile.read(proposal.text().getBytes(StandardCharsets.UTF_8), Limits.STANDARD);
        assertThat(layout.errors()).isEmpty();
        ParseResult<Article> parsed = new ArticleParser(
                        Limits.STANDARD, Clock.systemUTC(), topic -> true, layout.value()::get)
                .parse(Content.of(file), path);
        assertThat(parsed.errors()).isEmpty();
        return parsed.value().orElseThrow().webUrl().orElseThrow();
    }

    private byte[] write(String path, String fields) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] bytes = ("---\ntitle: Low tide\n" + fields + "---\n").getBytes(StandardCharsets.UTF_8);
        return Files.readAllBytes(Files.write(file, bytes));
    }
}
