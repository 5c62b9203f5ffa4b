package dev.heatwire.events.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS://WWW.Example.COM/News/One, https://example.com/News/One",
        "https://example.com, https://example.com",
        "https://example.com/, https://example.com",
        "http://example.com/?id=7, https://example.com/?id=7",
        "https://example.com/a/?id=7, https://example.com/a?id=7",
        "https://example.com:443/a, https://example.com/a",
        "http://example.com:80/a, https://example.com/a",
        "http://example.com:443/a, https://example.com/a",
        "http://example.com:8080/a, https://example.com:8080/a",
        "https://www.example.com:8443/, https://example.com:8443",
        "https://www.www.example.com/a, https://example.com/a",
        "https://www.com/a, https://www.com/a",
        "https://www2.example.com/a, https://www2.example.com/a",
        "https://example.com/a//, https://example.com/a",
        "https://example.com/a#comments, https://example.com/a",
        "https://example.com/a/#, https://example.com/a",
        "https://example.com/a?utm_source=x&utm_medium=y, https://example.com/a",
        "https://example.com/a?UTM_Source=x&utm_invented=y, https://example.com/a",
        "https://example.com/a?id=7&fbclid=abc&b=1, https://example.com/a?b=1&id=7",
        "https://example.com/a?FBCLID=x&WT.mc_id=y&CMP=z, https://example.com/a",
        "https://example.com/a?context=amp, https://example.com/a?context=amp",
        "https://example.com/a?at_home=1, https://example.com/a?at_home=1",
        "https://example.com/%7Euser/%66ull?name=value&b=1, https://example.com/~user/full?b=1&name=value",
        "https://example.com/ä?name=value&b=1, https://example.com/%C3%A4?b=1&name=value",
        "https://example.com/a/../b, https://example.com/b",
        "https://user:secret@example.com/a, https://example.com/a",
        "https://münchen.example/ä, https://xn--mnchen-3ya.example/%C3%A4",
        "https://example.com/a?b=1|2, https://example.com/a?b=1%7C2",
        "https://example.com.../a, https://example.com/a",
        "https://app.example/#/idea/ferry, https://app.example/#/idea/ferry",
        "http://www.app.example/x/#/idea/ferry/, https://app.example/x#/idea/ferry",
        "https://app.example/#!topic/boats/AAA, https://app.example/#!topic/boats/AAA",
        "https://app.example/#/idea?utm_source=x&id=1, https://app.example/#/idea?id=1",
        "https://app.example/#/, https://app.example",
        "https://app.example/#!, https://app.example",
        "https://app.example/#!/, https://app.example",
        "https://app.example/#/ä, https://app.example/#/%C3%A4",
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
        "https://example.com, example.com",
        "https://example.com:8080, example.com",
    })
    void shouldFindTheHost(String canonical, String host) {
        assertThat(CanonicalUrl.hostOf(canonical)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tc.example/2026/03/02/ferry/",
                "https://tc.example/2026/03/02/ferry/?ncid=rss",
                "https://tc.example/2026/03/02/ferry/?at_medium=RSS&at_campaign=KARANGA",
                "http://tc.example/2026/03/02/ferry/",
                "https://www.tc.example/2026/03/02/ferry",
                "https://tc.example/2026/03/02/ferry/?UTM_SOURCE=rss",
                "https://tc.example/2026/03/02/ferry/?WT.mc_id=rss",
                "https://tc.example/2026/03/02/ferry/?utm_klickid=1",
                "HTTP://WWW.TC.example:80/2026/03/02/ferry#comments",
                "https://tc.example/2026/03/02/ferry/#:~:text=all%20found",
                "https://tc.example/2026/03/02/ferry?",
                "https://tc.example/2026/03/02/ferry/?utm_source=rss&amp;utm_medium=feed",
                "https://tc.example./2026/03/./02//ferry/?utm_source=x#respond",
                "https://tc.example/2026/03/02/%66erry/?gclid=&_hsenc=p2",
                "https://tc.example/2026/03/02/ferry/?mtm_campaign=a&pk_kwd=b&hsa_acc=1"
            })
    void shouldGiveOnePageOneId(String url) {
        assertThat(CanonicalUrl.of(url)).contains("https://tc.example/2026/03/02/ferry");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/?p=123, https://app.example/?p=124",
        "https://app.example/#!topic/boats/AAA, https://app.example/#!topic/boats/BBB",
        "https://app.example/#/idea?id=1, https://app.example/#/idea?id=2",
        "https://app.example/en#/idea, https://app.example/de#/idea",
        "https://app.example/News/One, https://app.example/news/one",
        "https://app.example/a?utm=1, https://app.example/a",
        "https://m.app.example/a, https://app.example/a",
        "https://app.example:8080/a, https://app.example/a",
        "https://app.example/a%2Fb, https://app.example/a/b",
        "https://app.example/#/Idea, https://app.example/#/idea",
    })
    void shouldTellTwoPagesApart(String url, String other) {
        assertThat(CanonicalUrl.of(url)).isPresent().isNotEqualTo(CanonicalUrl.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://WWW.gov.uk/a, www.gov.uk",
        "http://user@news.example.com:80?q=a@b, news.example.com",
        "https://example.com./, example.com",
        "https://example.com#/a@b, example.com",
    })
    void shouldFindTheHostOfAnAddress(String url, String host) {
        assertThat(CanonicalUrl.hostOfAddress(url)).isEqualTo(host);
    }

    @Test
    void shouldIgnoreTheParametersOfASite() {
        TrackingParameters ignored = TrackingParameters.and(List.of("Session", "from_*"));

        assertThat(CanonicalUrl.of("https://a.example/b?from_mail=1&SESSION=x&id=2&utm_x=3", ignored))
                .contains("https://a.example/b?id=2");
        assertThat(CanonicalUrl.of("https://a.example/b?session=x")).contains("https://a.example/b?session=x");
    }

    @Test
    void shouldSkipTheNormalizerOnlyForUrlsThatItDoesNotChange() {
        Random random = new Random(42);
        String parts = "abzAZ09-_.~/.%:@?#;&=+ xn--www.comhttp";
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder url = new StringBuilder(random.nextInt(8) > 0 ? "https://" : "http://");
            url.append(random.nextBoolean() ? "site.example/" : "a-b.co/x");
            for (int length = random.nextInt(12); length > 0; length--) {
                url.append(parts.charAt(random.nextInt(random.nextInt(3) == 0 ? parts.length() : 12)));
            }
            if (CanonicalUrl.isPlain(url.toString())) {
                plain++;
                assertThat(CanonicalUrl.normalized(url.toString(), TrackingParameters.STANDARD))
                        .contains(url.toString());
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }
}
