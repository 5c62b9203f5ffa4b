package dev.heatwire.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarParsersTest {
    @ParameterizedTest
    @ValueSource(strings = {"2020-06-10T01:14:00", "0001-01-01T00:00:00", "9998-12-31T23:59:59", "2024-02-29T12:30:45"})
    void shouldReadAllFormsOfADateAlike(String local) throws ScalarParsers.InvalidValueException {
        assertThat(ScalarParsers.instant(local + "Z"))
                .isEqualTo(ScalarParsers.instant(local + "+00:00"))
                .isEqualTo(ScalarParsers.instant(local + ".000Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T12:00:00",
                "2020-13-01T00:00:00",
                "2020-00-10T00:00:00",
                "2020-06-31T00:00:00",
                "2020-06-10T24:00:00",
                "2020-06-10T23:60:00",
                "2020-06-10T23:59:60",
                "0000-01-01T00:00:00",
                "9999-01-01T00:00:00"
            })
    void shouldRejectAnInvalidDateInEveryForm(String local) {
        assertThatThrownBy(() -> ScalarParsers.instant(local + "Z"))
                .isInstanceOfSatisfying(
                        ScalarParsers.InvalidValueException.class,
                        usual -> assertThatThrownBy(() -> ScalarParsers.instant(local + "+00:00"))
                                .isInstanceOf(ScalarParsers.InvalidValueException.class)
                                .hasMessage(usual.getMessage()));
    }

    @Test
    void shouldRejectAnAddressThatIsTooLongForAKey() throws ScalarParsers.InvalidValueException {
        String address = "https://x.example/" + "a".repeat(8_192 - 18);

        assertThat(ScalarParsers.articleUrl(address)).isEqualTo(address);
        assertThatThrownBy(() -> ScalarParsers.articleUrl(address + "a"))
                .isInstanceOf(ScalarParsers.InvalidValueException.class)
                .hasMessage("must not be longer than 8192 characters");
    }
}
