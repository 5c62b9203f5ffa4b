package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes from public bug reports: the reason leads to the spot, or the file is read. */
class ReasonsTest {
    private static final String REQUIRED = """
            title: A title
            publishedDateTime: 2026-03-01T12:00:00Z
            webUrl: https://site.example/a
            """;

    private static final String RESERVED =
            "the text begins with a character that YAML reserves; put the text in quotes";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Video] Ferry",
                "[Video], Ferry",
                "{Live} Ferry",
                "& more",
                "&Ferry on time",
                "*Breaking* ferry",
                "* Ferry",
                "*Ferry on time",
                "!Important ferry",
                "! [Ferry] on time",
                "| Ferry",
                "|Ferry",
                "> Ferry",
                ">50 ferries",
                "% of ferries",
                "%Ferry",
                "@ferry",
                "`Ferry` on time",
                "\"Ferry\" on time",
                "'Ferry' on time",
                "#1 ferry",
                "# Ferry",
                "- Ferry",
                "? Ferry",
                ": Ferry",
                ", Ferry",
                "] Ferry",
                "} Ferry"
            })
    void shouldNameASignThatYamlReserves(String title) {
        String file = "---\n" + REQUIRED.replace("A title", title) + "---\n";

        assertThat(errors(file)).first().asString().matches("2:[78]: (title: )?" + RESERVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Ferry", "?Ferry", "--- Ferry", "(Ferry)", "~Ferry", "=Ferry", "$5", "…Ferry", "<b>Ferry", "-1"
            })
    void shouldReadOtherSigns(String title) {
        assertThat(parse("---\n" + REQUIRED.replace("A title", title) + "---\n")
                        .value()
                        .map(Article::title))
                .contains(title);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "title:_ Ferry,2:7",
                "title:_Ferry,2:7",
                "title: _\"Ferry\",2:8",
                "_title: Ferry,2:1",
                "title_: Ferry,2:6",
                " _title: Ferry,2:2",
                "title: Ferry^topics:^  -_AI^  - ML,4:4",
                "title: Ferry^topics:^  - ML^  -_AI,5:4",
                "title: Ferry^topics:_^  - ML,3:8",
                "title: Ferry^provider:^ _domain: x.example,4:2",
                "title: Ferry^excerpt:_Short^tags: [a],3:9",
            })
    void shouldNameABlankThatIsNoSpace(String fields, String place) {
        for (int blank : new int[] {0xA0, 0x1680, 0x2003, 0x2009, 0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}) {
            String yaml = fields.replace("_", Character.toString(blank)).replace('^', '\n');
            if (blank == 0xFEFF && fields.startsWith("_")) {
                // a byte order mark at the start of YAML is none of its characters
                continue;
            }
            String name = String.format("U+%04X", blank);

            assertThat(errors("---\n" + REQUIRED.replace("title: A title", yaml) + "---\n"))
                    .as(name)
                    .first()
                    .asString()
                    .startsWith(place + ": the blank " + name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A\u00A0title, A\u00A0title",
        "Attention\u00A0!, Attention\u00A0!",
        "می\u200Cخواهم, می\u200Cخواهم",
        "A title\u00A0, A title"
    })
    void shouldReadOddBlanksWithinAText(String written, String title) {
        assertThat(parse("---\n" + REQUIRED.replace("A title", written) + "---\n")
                        .value()
                        .map(Article::title))
                .contains(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^^---^F---^",
                "\uFEFF^---^F---^",
                " ^\t^---^F---^",
                "\u00A0^---^F---^",
                "\uFEFF\uFEFF---^F---^",
                "---^F...^",
                "---^F... ^Body",
                "---\u00A0^F---\u00A0^",
                "---^F---\u3000^",
                "---^excerpt:\tShort^F---^",
                "---^excerpt: \tShort^F---^",
                "---^tags:\t[a]^F---^",
                "---^tags:^  -\ta^F---^",
                "---^excerpt: \"a\"\t^F---^",
                "---^excerpt: |^  a\tb^F---^",
                // the body of a file that ends its front matter with dots can hold a thematic break
                "---^F...^Body^---^More",
                "---^F...^^Note: late^",
                "---^excerpt: Late\tat the pier^F---^",
                "---^tags: [a,\tb]\t# two^F---^",
                "---^F---\t^Body"
            })
    void shouldReadWhatIsMeantWithoutDoubt(String pattern) {
        String file = pattern.replace("F", REQUIRED).replace('^', '\n');

        for (String ends : List.of("\n", "\r\n", "\r")) {
            ParseResult<Article> parsed = parse(file.replace("\n", ends));
            assertThat(parsed.value()).as(parsed.errors().toString()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "^^---^F, 6:1: the front matter that begins on line 3 has no closing line ---",
        "^^---^Fquality: x^---^, '7:10: quality: must be a whole number, such as 89 or -1'",
        "---^<<<<<<< HEAD^F=======^F>>>>>>> b^---^, 2:1: the line is part of an unresolved merge conflict",
        "<<<<<<< HEAD^---^F---^, 1:1: the line is part of an unresolved merge conflict",
        "---^F>>>>>>> b^---^, 5:1: the line is part of an unresolved merge conflict",
        "^———^F———^, '2:1: the line must be ---, three hyphens from its start'",
        "---^F\texcerpt: a^---^, 5:1: a tab cannot be used here; indent with spaces",
        "---^Fquality: 89 points^---^, '5:10: quality: must be a number without a unit, such as 89 or -1'",
        "---^Fimages:^  - url: https://x.example/^    width: 640px^---^, "
                + "'7:12: images[0].width: must be a number without a unit, such as 640'",
        "'---^Fquality: 1,200^---^', '5:10: quality: must be a whole number without separators, such as 89 or -1'",
        "---^ForiginalUrl: https://x.example/a ferry^---^, "
                + "'5:14: originalUrl: holds a blank; write %20 in a path, and none in the name of a host'",
        "---^Fexcerpt: \"C:\\Users\"^---^, "
                + "'5:13: a backslash in double quotes begins an escape; double it, or use single quotes'",
        "---^Fexcerpt: \"Ferry \"late\" again\"^---^, "
                + "'5:10: a quote stands within a text in quotes; put a backslash before it, or use single quotes'",
        "---^Fexcerpt: 'Ferry 'late' again'^---^, 5:10: a quote stands within a text in quotes; double it",
        "'---^excerpt: ''Tis^a: don''t^F---^', 2:10: a quote is opened and never closed",
        "---^Fexcerpt:Late again^---^, 5:8: a space is missing after the colon",
        "---^excerpt:Late again^F---^, 2:8: a space is missing after the colon",
        "---^excerpt\uFF1ALate again^F---^, 2:8: the sign U+FF1A is not a colon; write : and a space",
        "---^Fexcerpt: Late\u2028again^---^, 5:14: the character U+2028 ends the line; remove it",
        "'---^Ftags: [a\u00A0, b^---^', 5:7: a comma or a closing bracket is missing",
        "---^F||||||| base^---^, 5:1: the line is part of an unresolved merge conflict",
        "---^F———^Body, '5:1: the line must be ---, three hyphens from its start'",
        "---^F ---^Body, '5:1: the line must be ---, three hyphens from its start'",
        "^^title: Ferry, 3:1: the file must begin with a line ---",
        "---^F...^excerpt: a^---^, 6:1: only one YAML document is allowed",
        "---^Fimages:^  - url: https://x.example/^    width: 1.200^---^, "
                + "'7:12: images[0].width: must be a whole number without separators, such as 640'",
        "---^Fimages:^  - url: https://x.example/^    width: 100 %^---^, "
                + "'7:12: images[0].width: must be a number without a unit, such as 640'",
        "---^ForiginalUrl: https://x\u00A0.example/ferry^---^, "
                + "'5:14: originalUrl: holds the blank U+00A0 (no-break space); remove it'",
    })
    void shouldLeadToTheSpot(String pattern, String error) {
        assertThat(errors(pattern.replace("F", REQUIRED)
                        .replace(REQUIRED + "erry", "Ferry")
                        .replace('^', '\n')))
                .containsExactly(error);
    }

    private static List<String> errors(String file) {
        return parse(file).errors().stream()
                .map(problem -> problem.in("f").substring(2))
                .toList();
    }

    private static ParseResult<Article> parse(String file) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        return new ArticleParser(Limits.STANDARD, clock, topic -> true)
                .parse(file.getBytes(UTF_8), new Source("articles/a.md", "0".repeat(64)));
    }
}
