package dev.heatwire.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Café", "Đà Nẵng", "인공지능", "ガザ", "plain"})
    void shouldComposeWhatIsDecomposed(String text) {
        assertThat(UnicodeText.composed(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ＡＩ計画, ai計画",
        "ｶﾞｻﾞ, ガザ",
        "＄１＼２, $1\\2",
        "'a\u00A0b\u3000c\u202Fd', a b c d",
        "Große Straße, große straße",
        "'Künst\u00ADliche\u200B \uFEFFIntelligenz', künstliche intelligenz",
        // compatibility forms other than widths stay
        "AI™, ai™",
    })
    void shouldSearchInLowerCaseInTheUsualWidthWithSpaces(String text, String searchable) {
        assertThat(UnicodeText.searchable(text)).isEqualTo(searchable);
    }
}
