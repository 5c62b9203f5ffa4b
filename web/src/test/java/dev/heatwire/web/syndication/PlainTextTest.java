package dev.heatwire.web.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Fish &amp; chips                 | Fish & chips
                    &amp;amp; stays an entity        | &amp; stays an entity
                    It&#39;s &#x27;quoted&#X27;      | It's 'quoted'
                    It&apos;s here&hellip;           | It's here…
                    caf&eacute; &lpar;new&rpar;      | café (new)
                    smart &#146;quote&#146;          | smart ’quote’
                    AT&T and R&D                     | AT&T and R&D
                    Search&notify or &copy           | Search&notify or &copy
                    &unknown; stays                  | &unknown; stays
                    a &#8;backspace                  | a backspace
                    half &#xD800;of a pair           | half of a pair
                    &#99999999;                      | �
                    The <b>bold</b> one              | The bold one
                    One<br/>Two<p class="x">Three</p>| One Two Three
                    How to use <canvas> well         | How to use <canvas> well
                    1 < 2 and 3 > 2                  | 1 < 2 and 3 > 2
                    &lt;b&gt; is a tag               | <b> is a tag
                    <script>alert(1)</script>        | alert(1)
                    <img src=x onerror=alert(1)>Boom | Boom
                    a &nbsp;  b                      | a b
                    """)
    void shouldBePlain(String text, String expected) {
        assertThat(PlainText.of(text, 100)).isEqualTo(expected);
    }

    @Test
    void shouldHaveOnlyCharactersOfXml() {
        assertThat(PlainText.of("a\bb\0c\uFFFEd\uFFFFe\uD800f\uDC00g\u000Bh", 100))
                .isEqualTo("a b cdefg h");
        assertThat(PlainText.of("🗞 x\uD83D", 100)).isEqualTo("🗞 x");
    }

    @Test
    void shouldCutLongTextsBetweenCodePoints() {
        assertThat(PlainText.of("🗞🗞🗞🗞", 4)).isEqualTo("🗞🗞🗞🗞");
        assertThat(PlainText.of("🗞🗞🗞🗞🗞", 4)).isEqualTo("🗞🗞🗞…");
        assertThat(PlainText.of("one two three", 5)).isEqualTo("one…");
    }
}
