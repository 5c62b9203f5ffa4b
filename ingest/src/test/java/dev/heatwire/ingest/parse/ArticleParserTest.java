package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.Editorial;
import dev.heatwire.events.Image;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleParserTest {
    private static final String REQUIRED = """
            title: A title
            publishedDateTime: 2026-03-01T12:00:00Z
            webUrl: https://site.example/a
            """;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldAcceptAnArticleWithWarnings() {
        ParseResult<Article> parsed = parse("""
                ---
                title: T
                publishedDateTime: 2026-03-01T12:00:01Z
                webUrl: https://www.site.example/a
                provider: {domain: other.example}
                images:
                  - url: https://site.example/a.jpg
                    width: 1
                topics: [AI, Nobody's]
                ---
                """.getBytes(UTF_8));

        assertThat(parsed.value()).isPresent();
        assertThat(parsed.warnings())
                .extracting(problem -> problem.in("a.md"))
                .containsExactly(
                        "a.md:3:20: publishedDateTime: is in the future; "
                                + "until then the article ranks by the time it was received",
                        "a.md:5:20: provider.domain: is not the domain of the article's address",
                        "a.md:7:10: images[0].url: has no width and height",
                        "a.md:9:9: topics: Nobody's is not in topics.yaml");
    }

    @Test
    void shouldReadAllFields() {
        Article article = parsed("""
                ---
                category: Sport
                title: "A \\"title\\": with all"
                excerpt: >
                  Two lines
                  folded
                publishedDateTime: 2026-03-01T12:00:00.987+02:00
                updatedDateTime: 2026-03-01T12:00:00Z
                webUrl: https://Site.Example/a?utm_source=x
                originalUrl: https://origin.example/a
                ampWebUrl: https://site.example/a/amp
                cdnAmpWebUrl: https://cdn.example/a
                type: video
                quality: 89
                heat: -1
                published: false
                provider:
                  name: Site
                  domain: site.example
                  images:
                    - {url: https://site.example/logo.png, width: 50, height: 40}
                topics: [AI, Computer Vision]
                images:
                  - url: https://site.example/a.jpg
                    isCached: true
                    title: A picture
                related:
                  - title: Another
                    publishedDateTime: 2026-03-01T11:00:00Z
                    webUrl: https://other.example/b#top
                    provider: {name: Other, domain: other.example}
                    quality: 12
                unrelated: [https://OTHER.example/c#top, https://other.example/d, https://other.example/c]
                featuredContent: yes
                locale: en-us
                tags: [US, CN-HK]
                secured: QUJD;MDEyMzQ1Njc4OWFiY2RlZg==
                ---
                # The body
                """);

        assertThat(article.id()).isEqualTo("https://site.example/a");
        assertThat(article.category()).isEqualTo("Sport");
        assertThat(article.title()).isEqualTo("A \"title\": with all");
        assertThat(article.excerpt()).contains("Two lines folded");
        assertThat(article.publishedDateTime()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(article.updatedDateTime()).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(article.webUrl()).contains("https://Site.Example/a?utm_source=x");
        assertThat(article.originalUrl()).contains("https://origin.example/a");
        assertThat(article.ampWebUrl()).contains("https://site.example/a/amp");
        assertThat(article.cdnAmpWebUrl()).contains("https://cdn.example/a");
        assertThat(article.type()).isEqualTo("video");
        assertThat(article.declared().quality()).contains(89);
        assertThat(article.declared().heat()).contains(-1);
        assertThat(article.declared().published()).contains(false);
        assertThat(article.provider().orElseThrow().name()).contains("Site");
        assertThat(article.provider().orElseThrow().domain()).isEqualTo("site.example");
        assertThat(article.provider().orElseThrow().images().get(0).height()).contains(40);
        assertThat(article.topics()).containsExactly("AI", "Computer Vision");
        assertThat(article.images().get(0).isCached()).contains(true);
        assertThat(article.images().get(0).width()).isEmpty();
        assertThat(article.related().get(0).id()).isEqualTo("https://other.example/b");
        assertThat(article.related().get(0).quality()).contains(12);
        assertThat(article.unrelated()).containsExactly("https://other.example/c", "https://other.example/d");
        assertThat(article.featuredContent()).contains("yes");
        assertThat(article.locale()).contains("en-us");
        assertThat(article.tags()).containsExactly("US", "CN-HK");
        assertThat(article.secured()).contains("QUJD;MDEyMzQ1Njc4OWFiY2RlZg==");
        assertThat(article.body()).contains("# The body\n");
        assertThat(article.extra()).isEmpty();
        assertThat(article.source()).isEqualTo(new Source("articles/a.md", "hash"));
    }

    @Test
    void shouldReadAnArticleWithOnlyRequiredFields() {
        Article article = parsed("---\n" + REQUIRED + "---\n");

        assertThat(article.category()).isEqualTo("news");
        assertThat(article.type()).isEqualTo("article");
        assertThat(article.body()).isEmpty();
        assertThat(article.provider()).isEmpty();
    }

    @Test
    void shouldIdentifyAnArticleByItsOriginalUrlWithoutAWebUrl() {
        assertThat(parsed("""
                                ---
                                title: T
                                publishedDateTime: 2026-03-01T12:00:00Z
                                webUrl:
                                originalUrl: https://origin.example/a
                                ---
                                """).id()).isEqualTo("https://origin.example/a");
    }

    @Test
    void shouldTreatNullAndEmptyValuesAsAbsent() {
        Article article = parsed("""
                ---
                %supdatedDateTime: null
                images: ~
                topics:
                tags: Null
                related: []
                featuredContent: NULL
                provider: null
                excerpt: ""
                ---
                """.formatted(REQUIRED));

        assertThat(article.images()).isEmpty();
        assertThat(article.topics()).isEmpty();
        assertThat(article.excerpt()).isEmpty();
        assertThat(article.extra()).isEmpty();
    }

    @Test
    void shouldKeepUnknownFields() {
        Article article = parsed("""
                ---
                %shighlight: 012
                deep: {list: [1, {a: no}], none: null}
                images:
                  - {url: https://site.example/a.jpg, attribution: Somebody}
                ---
                """.formatted(REQUIRED));

        assertThat(article.extra())
                .isEqualTo(Map.of("highlight", "012", "deep", Map.of("list", List.of("1", Map.of("a", "no")))));
        assertThat(article.images().get(0).extra()).isEqualTo(Map.of("attribution", "Somebody"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"No", "on", "1e3", "012", "12:30:45", "2024-01-02", "1.10", "0x1F", "+1", ".inf", "=", "<<"})
    void shouldKeepATitleAsWritten(String title) {
        assertThat(parsed("---\n" + REQUIRED.replace("A title", title) + "---\n")
                        .title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.999Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00+02:00, 2026-03-01T10:00:00Z",
        "2026-03-01T12:00:00-0800, 2026-03-01T20:00:00Z",
        "2026-03-01T12:00:00+05, 2026-03-01T07:00:00Z",
        "2017-06-21 14:58:31 -0400, 2017-06-21T18:58:31Z",
        "2013-05-24 16:25:00 +0000, 2013-05-24T16:25:00Z",
        "2017-06-21 9:05:31.5 -4, 2017-06-21T13:05:31Z",
        "2017/06/21 2:58 pm EST, 2017-06-21T19:58:00Z",
        "'Wed, 21 Jun 2017 14:58:31 -0400', 2017-06-21T18:58:31Z",
        "21 Jun 2017 14:58:31 GMT, 2017-06-21T14:58:31Z",
        "'June 21st, 2017 14:58 Europe/Berlin', 2017-06-21T12:58:00Z",
    })
    void shouldReadADateWithAnyOffset(String written, Instant meant) {
        assertThat(parsed("---\n" + REQUIRED.replace("2026-03-01T12:00:00Z", written) + "---\n")
                        .publishedDateTime())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags: security                 | security",
                "tags: 'security, ruby ,'       | security ruby",
                "tags: [a, ''] # an empty item  | a",
                "tags: 2017                     | 2017",
            })
    void shouldReadAListThatIsText(String line, String tags) {
        assertThat(parsed("---\n" + REQUIRED + line + "\n---\n").tags()).containsExactly(tags.split(" "));
    }

    @Test
    void shouldReadTheEditorsDecision() {
        assertThat(parsed("---\n" + REQUIRED + "editorial: {hold: true, boost: 100, note: Featured}\n---\n")
                        .editorial())
                .contains(new Editorial(true, 100, Optional.of("Featured")));
    }

    @Test
    void shouldReadTomlFrontMatter() {
        Article article = parsed("""
                +++
                title = "Ferry: new \\"timetable\\""
                publishedDateTime = 2026-03-02T08:00:00Z
                webUrl = "https://news.example/ferry"
                topics = ["AI", "Boats"]
                [provider]
                domain = "news.example"
                [[images]]
                url = "https://news.example/a.jpg"
                +++
                Body
                """);

        assertThat(article.title()).isEqualTo("Ferry: new \"timetable\"");
        assertThat(article.publishedDateTime()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(article.topics()).containsExactly("AI", "Boats");
        assertThat(article.provider().orElseThrow().domain()).isEqualTo("news.example");
        assertThat(article.images()).hasSize(1);
        assertThat(article.body()).contains("Body\n");
    }

    static List<Arguments> shapes() {
        String yaml = "title: A title\npublishedDateTime: 2026-03-01T12:00:00Z\nwebUrl: https://site.example/a\n";
        return List.of(
                Arguments.of("LF", "---\n" + yaml + "---\n", ""),
                Arguments.of("CRLF", ("---\n" + yaml + "---\nBody\n").replace("\n", "\r\n"), "Body\r\n"),
                Arguments.of("a byte order mark", "\uFEFF---\n" + yaml + "---\n", ""),
                Arguments.of("spaces behind the fences", "---  \n" + yaml + "--- \t\nBody", "Body"),
                Arguments.of("no final newline", "---\n" + yaml + "---", ""),
                Arguments.of("a fence within the body", "---\n" + yaml + "---\nOne\n---\nTwo\n", "One\n---\nTwo\n"),
                Arguments.of("a comment", "---\n# Comment\n" + yaml + "---\n", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void shouldReadEveryShapeOfAFile(String name, String file, String body) {
        Article article = parsed(file);

        assertThat(article.title()).isEqualTo("A title");
        assertThat(article.webUrl()).contains("https://site.example/a");
        assertThat(article.body().orElse("")).isEqualTo(body);
    }

    static List<Arguments> broken() {
        return List.of(
                broken("", "1:1: the file must begin with a line ---"),
                broken("Text\n", "1:1: the file must begin with a line ---"),
                broken("---\n" + REQUIRED, "4:1: the front matter that begins on line 1 has no closing line ---"),
                broken("---\n---\n", "2:1: the front matter has no fields"),
                broken("---\n- a\n---\n", "2:1: the front matter has no fields"),
                with("topics:\n\t- AI", "6:1: a tab cannot be used here; indent with spaces"),
                with("excerpt: one: two", "5:13: a colon is not allowed here; put the text in quotes"),
                with("excerpt: \"one", "5:10: a quote is opened and never closed"),
                with(
                        "excerpt: @you",
                        "5:10: the text begins with a character that YAML reserves; put the text in quotes"),
                with("tags: [a, b", "5:7: a comma or a closing bracket is missing"),
                with("title: Again", "5:1: title: stands here a second time"),
                with("a: &x [1]\nb: *x", "6:4: aliases (*name) are not allowed; write the value out"),
                with("a: !!java.net.URL [x]", "5:4: a: YAML tags (!name) are not allowed"),
                with("a: !<%20> x", "2:1: not valid YAML"),
                with("topics: [\"AI\\x85\"]", "5:10: topics[0]: must not hold control characters"),
                with("a: !x [y]", "5:4: a: YAML tags (!name) are not allowed"),
                with("quality: high", "5:10: quality: must be a whole number, such as 89 or -1"),
                with("quality: 8.9", "5:10: quality: must be a whole number, such as 89 or -1"),
                with("quality: 012", "5:10: quality: must be a whole number, such as 89 or -1"),
                with("published: no", "5:12: published: must be true or false"),
                with("category: " + "x".repeat(201), "5:11: category: must not be longer than 200 characters"),
                with("topics: [" + "x".repeat(201) + "]", "5:10: topics[0]: must not be longer than 200 characters"),
                with("topics: {a: b}", "5:9: topics: must be a list"),
                with("topics: [AI, [x]]", "5:14: topics[1]: must be a single value, not a list or a group"),
                with("ampWebUrl: /amp", "5:12: ampWebUrl: must be an absolute http or https URL"),
                with(
                        "ampWebUrl: https://a b/",
                        "5:12: ampWebUrl: holds a blank; write %20 in a path, and none in the name of a host"),
                with("provider: CNET", "5:11: provider: must be a group of fields"),
                with("provider: {name: CNET}", "5:11: provider.domain: is required"),
                with(
                        "provider: {domain: https://x.example}",
                        "5:20: provider.domain: must be a domain name, such as example.com"),
                with("images: [{width: 1}]", "5:10: images[0].url: is required"),
                with("images: [{url: https://x.example/, width: 0}]", "5:43: images[0].width: must be greater than 0"),
                with("related:\n  - title: T", "6:5: related[0].webUrl: is required, or originalUrl"),
                with(
                        "unrelated: [https://x.example/, /b]",
                        "5:33: unrelated[1]: must be an absolute http or https URL"),
                with("related: [{webUrl: https://x.example/}]", "5:11: related[0].title: is required"),
                with(
                        "secured: abc",
                        "5:10: secured: must be two base64 texts joined by a semicolon, the second of 16 bytes"),
                with(
                        "secured: QUJD;QUJD",
                        "5:10: secured: must be two base64 texts joined by a semicolon, the second of 16 bytes"),
                with(
                        "updatedDateTime: 2026-03-01",
                        "5:18: updatedDateTime: must have a time and an offset, " + "such as 2020-06-10T01:14:00Z"),
                with(
                        "updatedDateTime: 2026-03-01T12:00:00",
                        "5:18: updatedDateTime: must end in an offset, such as Z or +02:00"),
                with(
                        "updatedDateTime: 2026-02-30T12:00:00Z",
                        "5:18: updatedDateTime: must be a date and time like 2020-06-10T01:14:00Z"),
                broken("+++\ntitle = 1\n", "1:1: the front matter that begins on line 1 has no closing line +++"),
                broken("+++\ntitle = nope\n+++\n", "2:9: not valid TOML from here on"),
                broken("\n \n+++\ntitle = nope\n+++\n", "4:9: not valid TOML from here on"),
                broken(
                        "+++\ntitle = \"T\"\nwebUrl = \"https://a.example/b\"\npublishedDateTime = \"soon\"\n+++\n",
                        "4:21: publishedDateTime: must be a date and time like 2020-06-10T01:14:00Z"),
                broken(
                        "---\ntitle: T\nwebUrl: https://a.example/b\ndate: 2026-03-01T12:00:00Z\n---\n",
                        "2:1: publishedDateTime: is required; the file has `date`: see `fields` in site.yaml"),
                broken(
                        "---\ntitle: T\nweburl: https://a.example/b\npublishedDateTime: 2026-03-01T12:00:00Z\n---\n",
                        "2:1: webUrl: is required, or originalUrl; the file has `weburl`: see `fields` in site.yaml"),
                with("editorial: {hodl: true}", "5:19: editorial.hodl: is not a known setting"),
                with("editorial: {hold: yes}", "5:19: editorial.hold: must be true or false"),
                with("a: b\u0000c", "5:5: the character U+0000 is not allowed"),
                with("a: " + "[".repeat(5_000), "5:33: values are nested deeper than 30 levels"),
                with("a: " + "x".repeat(70_000), "5:65537: the line is longer than 65536 characters"));
    }

    private static Arguments broken(String file, String error) {
        return Arguments.of(file, error);
    }

    private static Arguments with(String fields, String error) {
        return broken("---\n" + REQUIRED + fields + "\n---\n", error);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldReportTheProblemWithItsPlace(String file, String error) {
        ParseResult<Article> parsed = parse(file.getBytes(UTF_8));

        assertThat(parsed.errors())
                .extracting(problem -> problem.in("a.md"))
                .isEqualTo(Optional.ofNullable(error).map(text -> "a.md:" + text).stream()
                        .toList());
    }

    @Test
    void shouldReportAllProblemsAtOnce() {
        ParseResult<Article> parsed = parse("""
                ---
                title:
                publishedDateTime: yesterday
                quality: 1.5
                images:
                  - {url: x}
                ---
                """.getBytes(UTF_8));

        assertThat(parsed.errors())
                .extracting(problem ->
                        problem.line().orElseThrow() + " " + problem.field().orElseThrow())
                .containsExactly("2 webUrl", "2 title", "3 publishedDateTime", "4 quality", "6 images[0].url");
    }

    @Test
    void shouldAcceptAnImageUrlWithSpaces() {
        assertThat(parsed("---\n" + REQUIRED + "images: [{url: https://site.example/a b.jpg}]\n---\n")
                        .images())
                .extracting(Image::url)
                .containsExactly("https://site.example/a b.jpg");
    }

    @Test
    void shouldIgnoreTheLineBreakAtTheEndOfABlockScalar() {
        Article article = parsed("""
                ---
                title: >
                  Folded
                publishedDateTime: |
                  2026-03-01T12:00:00Z
                webUrl: >-
                  https://site.example/a
                ---
                """);

        assertThat(article.title()).isEqualTo("Folded");
        assertThat(article.id()).isEqualTo("https://site.example/a");
    }

    @Test
    @Timeout(60)
    void shouldLimitTheNumberOfProblems() {
        String topics = "[],".repeat(200_000);

        assertThat(parse(("---\n" + REQUIRED + "topics:\n  [" + topics.replace("[],[],[],", "[],[],[],\n  ")
                                        + "]\n---\n")
                                .getBytes(UTF_8))
                        .errors())
                .hasSize(100);
    }

    @Test
    void shouldReportTheFirstByteThatIsNotUtf8() {
        byte[] bytes = "---\ntitle: Caf\u00E9\n---\n".getBytes(ISO_8859_1);

        assertThat(parse(bytes).errors())
                .extracting(problem -> problem.in("a.md"))
                .containsExactly("a.md:2:11: not UTF-8; save the file in that encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFD", "Café", "日本語", "😀"})
    void shouldAcceptAllOfUtf8(String title) {
        assertThat(parsed("---\n" + REQUIRED.replaceFirst("title: .*", "title: " + title) + "---\n")
                        .title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xC3, 0xE6, 0xF0})
    void shouldRejectATruncatedCharacterAtTheEndOfTheFile(int first) {
        byte[] file = ("---\n" + REQUIRED + "---\n ").getBytes(UTF_8);
        file[file.length - 1] = (byte) first;

        assertThat(parse(file).errors()).extracting(Problem::code).containsExactly("encoding");
    }

    @Test
    void shouldCountColumnsAsEditorsDo() {
        assertThat(parse(("---\n" + REQUIRED + "a: \"😀\u2028\"\n😀: x\nquality: [b]\n---\n").getBytes(UTF_8))
                        .errors())
                .extracting(problem -> problem.in("a.md"))
                .containsExactly("a.md:7:10: quality: must be a single value, not a list or a group");
    }

    @Test
    void shouldRejectAFileThatIsTooLarge() {
        byte[] bytes = ("---\n" + REQUIRED + "---\n" + "x".repeat(1 << 20)).getBytes(UTF_8);

        assertThat(parse(bytes).errors())
                .extracting(problem -> problem.in("a.md"))
                .containsExactly("a.md: the file is larger than 1024 KiB");
    }

    @Test
    void shouldNeverQuoteTheFile() {
        assertThat(parse(("---\n" + REQUIRED + "secured: TOPSECRET\nquality: TOPSECRET\n---\n").getBytes(UTF_8))
                        .errors()
                        .toString())
                .doesNotContain("TOPSECRET");
    }

    private static Article parsed(String file) {
        ParseResult<Article> parsed = parse(file.getBytes(UTF_8));
        assertThat(parsed.errors()).isEmpty();
        return parsed.value().orElseThrow();
    }

    private static ParseResult<Article> parse(byte[] bytes) {
        return new ArticleParser(Limits.STANDARD, CLOCK, name -> !name.equals("Nobody's"))
                .parse(bytes, new Source("articles/a.md", "hash"));
    }
}
