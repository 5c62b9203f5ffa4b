package dev.heatwire.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', textBlock = """
                    https://site.example https://site.example
                    HTTP://Site.example:8080/A?b=c&d=%20#e http://Site.example:8080/A?b=c&d=%20#e
                    https://site.example/caf\u00e9?q=\u65e5 https://site.example/caf%C3%A9?q=%E6%97%A5
                    https://b\u00fccher.example/ https://xn--bcher-kva.example/
                    https://site.example/a|b<c>"d"{e} https://site.example/a%7Cb%3Cc%3E%22d%22%7Be%7D
                    https://site.example/100%/%zz/%41 https://site.example/100%25/%25zz/%41
                    https://site.example/#a#b https://site.example/#a%23b
                    https://[::1]:8080/ https://[::1]:8080/
                    """)
    void shouldBeAnAsciiUri(String text, String expected) {
        assertThat(WebAddress.of(text)).hasValue(expected);
        assertThat(URI.create(expected)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript://site.example/%0Aalert(1)",
                "data:text/html,x",
                "ftp://site.example/",
                "//site.example/",
                "/relative",
                "https:site.example",
                "https:///path",
                "https://",
                "https://user@site.example/",
                "https://www.bank.example:x@site.example/",
                "https://site.example\\@other.example/",
                "https://site.example/a b",
                "https://site.example/a\nb",
                "https://a\u3002\u3002b/",
                "https://site.example:80:80/"
            })
    void shouldBeHttpOrHttps(String text) {
        assertThat(WebAddress.of(text)).isEmpty();
    }

    @Test
    void shouldNotBeLongerThanServersAccept() {
        assertThat(WebAddress.of("https://site.example/" + "x".repeat(7_900))).isPresent();
        assertThat(WebAddress.of("https://site.example/" + "x".repeat(8_000))).isEmpty();
    }
}
