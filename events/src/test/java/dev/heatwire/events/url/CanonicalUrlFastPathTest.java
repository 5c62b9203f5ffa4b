package dev.heatwire.events.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CanonicalUrlFastPathTest {
    /** The same as a pattern. */
    private static final Pattern PLAIN = Pattern.compile("https://(?!www\\.)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+"
            + "[a-z]{2,}(/[A-Za-z0-9_][A-Za-z0-9_.~-]*)++");

    private static final String[] PIECES = {
        "http://",
        "https://",
        "a",
        "b9",
        "www.",
        "-",
        ".",
        ".",
        "/",
        "/",
        "com",
        "Z",
        "_",
        "~",
        "%20",
        "?",
        "#",
        ":80",
        "xn--",
        " ",
        "é",
        "@",
        "x".repeat(62)
    };

    @Test
    void shouldAgreeWithThePatternOnWhateverIsPutTogether() {
        Random random = new Random(1);
        int plain = 0;
        for (int number = 0; number < 200_000; number++) {
            StringBuilder url = new StringBuilder(number % 2 == 0 ? "https://a9.com/a/b-c" : "https://a.com/A_1");
            for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
                url.insert(random.nextInt(url.length() + 1), PIECES[random.nextInt(PIECES.length)]);
            }
            String text = url.toString();
            boolean expected = text.length() < 250
                    && !text.contains("xn--")
                    && PLAIN.matcher(text).matches();
            assertThat(CanonicalUrlFastPath.matches(text)).as(text).isEqualTo(expected);
            plain += expected ? 1 : 0;
        }
        assertThat(plain).isGreaterThan(1_000);
    }

    /** What the shortcut takes, the normalizer turns into the same. */
    @Test
    void shouldAgreeWithTheNormalizerOnSimplifiedAddresses() {
        Random random = new Random(2);
        int simplified = 0;
        for (int number = 0; number < 20_000; number++) {
            StringBuilder url =
                    new StringBuilder(number % 2 == 0 ? "http://www.a9.com/a/b-c/" : "https://www.a.com/A_1");
            for (int pieces = random.nextInt(3); pieces > 0; pieces--) {
                url.insert(random.nextInt(url.length() + 1), PIECES[random.nextInt(PIECES.length)]);
            }
            String text = url.toString();
            String likely = CanonicalUrlFastPath.simplified(text);
            if (CanonicalUrlFastPath.matches(likely)) {
                assertThat(CanonicalUrl.normalized(text, TrackingParameters.STANDARD))
                        .as(text)
                        .contains(likely);
                simplified++;
            }
        }
        assertThat(simplified).isGreaterThan(1_000);
    }

    @Test
    void shouldNotTakeALabelThatIsTooLong() {
        assertThat(CanonicalUrlFastPath.matches("https://" + "x".repeat(63) + ".com/a"))
                .isTrue();
        assertThat(CanonicalUrlFastPath.matches("https://" + "x".repeat(64) + ".com/a"))
                .isFalse();
    }
}
