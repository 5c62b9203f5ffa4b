package dev.heatwire.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
    private final HostCheck hosts = new HostCheck(List.of("News.example"));

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:8080, true",
        "127.0.0.1:8080, true",
        "[::1]:8080, true",
        "news.example, true",
        "NEWS.EXAMPLE:443, true",
        "evil.example, false",
        "news.example.evil.example, false",
        "localhost.evil.example:8080, false",
        "127.0.0.1.evil.example, false",
        "'', false",
        ", false"
    })
    void shouldAcceptTheNamesOfThisServerOnly(String host, boolean accepted) {
        assertThat(hosts.accepts(host)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "java\nscript:x", "https://a.example/ b", "//x"})
    void shouldLinkToWebPagesOnly(String url) {
        assertThat(WebAddress.of(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'br, gzip;q=0.5', true",
        "gzip;q=0, false",
        "'gzip; q=0.0', false",
        "br, false",
        ", false"
    })
    void shouldCompressForClientsThatReadIt(String header, boolean expected) {
        assertThat(Responses.acceptsGzip(header)).isEqualTo(expected);
    }
}
