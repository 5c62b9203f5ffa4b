package dev.heatwire.events.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS://WWW.Example.COM/News/One, https://www.example.com/News/One",
        "https://example.com, https://example.com/",
        "https://example.com:443/a, https://example.com/a",
        "http://example.com:80/a, http://example.com/a",
        "http://example.com:8080/a, http://example.com:8080/a",
        "https://example.com/a#comments, https://example.com/a",
        "https://example.com/a?utm_source=x&utm_medium=y, https://example.com/a",
        "https://example.com/a?id=7&fbclid=abc, https://example.com/a?id=7",
        "https://example.com/a?context=amp, https://example.com/a?context=amp",
        "https://example.com/a/../b, https://example.com/b",
        "https://user:secret@example.com/a, https://example.com/a",
        "https://münchen.example/ä, https://xn--mnchen-3ya.example/%C3%A4",
        "https://example.com/a?b=1|2, https://example.com/a?b=1%7C2",
        "https://example.com.../a, https://example.com/a",
    })
    void shouldFindTheCanonicalForm(String url, String canonical) {
        assertThat(CanonicalUrl.of(url)).contains(canonical);
        assertThat(CanonicalUrl.of(canonical))
                .as("canonical form of the canonical form")
                .contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/a",
                "//example.com/a",
                "/a",
                "ftp://example.com/a",
                "javascript:alert(1)",
                "https://",
                "https:///a",
                "https://exa mple.com/",
                "https://example.com/a b",
                "https://example.com/a\nb",
                "https://-/",
                "https://../a?b=https://example.com",
            })
    void shouldRejectTextThatIsNotAnAbsoluteHttpUrl(String url) {
        assertThat(CanonicalUrl.of(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example.com/a, news.example.com",
        "https://news.example.com:8080/a, news.example.com",
        "https://example.com/, example.com",
    })
    void shouldFindTheHost(String canonical, String host) {
        assertThat(CanonicalUrl.hostOf(canonical)).isEqualTo(host);
    }

    @Test
    void shouldSkipTheNormalizerOnlyForUrlsThatItDoesNotChange() {
        Random random = new Random(42);
        String parts = "abzAZ09-_.~/.%:@?#;&=+ xn--www.comhttp";
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder url = new StringBuilder(random.nextBoolean() ? "https://" : "http://");
            url.append(random.nextBoolean() ? "www.site.example/" : "a-b.co");
            for (int length = random.nextInt(12); length > 0; length--) {
                url.append(parts.charAt(random.nextInt(random.nextInt(3) == 0 ? parts.length() : 12)));
            }
            if (CanonicalUrl.isPlain(url.toString())) {
                plain++;
                assertThat(CanonicalUrl.normalized(url.toString())).contains(url.toString());
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }
}
