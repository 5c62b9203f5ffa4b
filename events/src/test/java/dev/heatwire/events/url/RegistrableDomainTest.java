package dev.heatwire.events.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrableDomainTest {
    @ParameterizedTest
    @CsvSource({
        "cnet.com, cnet.com",
        "www.CNET.com, cnet.com",
        "news.bbc.co.uk, bbc.co.uk",
        "www.thestar.com.my, thestar.com.my",
        "docs.aws.amazon.com, amazon.com",
        "somebody.github.io, somebody.github.io",
        "cnet.com., cnet.com",
        "cms.internal, cms.internal",
        "www.news.example, news.example",
        "github.io, github.io",
        "co.uk, co.uk",
        "www.müller.de, xn--mller-kva.de",
        "localhost, localhost",
        "127.0.0.1, 127.0.0.1",
    })
    void shouldFindTheRegistrableDomain(String host, String domain) {
        assertThat(RegistrableDomain.of(host)).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnet.com", "a", "xn--mnchen-3ya.de", "münchen.de", "my_host.example", "1.2.3.4"})
    void shouldAcceptAHostName(String text) {
        assertThat(RegistrableDomain.isHost(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a b", "https://cnet.com", "cnet.com/a", "cnet..com", ".com", "cnet.com:80"})
    void shouldRejectTextThatIsNotAHostName(String text) {
        assertThat(RegistrableDomain.isHost(text)).isFalse();
    }

    @Test
    void shouldAcceptOnlyHostNamesOnTheFastPath() {
        Random random = new Random(42);
        String parts = "abz.09-_Aé:/ ";
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(parts.charAt(random.nextInt(random.nextInt(3) == 0 ? parts.length() : 4)));
            }
            if (CanonicalUrlFastPath.isHost(text.toString(), 0, text.length())) {
                plain++;
                assertThat(text).matches(RegistrableDomain.HOST);
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }
}
