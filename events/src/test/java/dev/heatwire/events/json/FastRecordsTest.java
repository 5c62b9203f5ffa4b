package dev.heatwire.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The shortcuts lead where Jackson's own way does. */
class FastRecordsTest {
    private static final JsonMapper FAST =
            JsonMapper.builder().addModule(new FastRecords()).build();
    private static final JsonMapper JACKSONS = JsonMapper.builder().build();

    private record Hidden(int number, Optional<String> text) {
        Hidden {
            if (number < 0) {
                throw new IllegalArgumentException("a negative number");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2020-06-10T01:14:00Z\"",
                "\"2020-06-10T01:14:00.5Z\"",
                "\"2020-06-10T03:14:00+02:00\"",
                "\"2020-06-10T24:00:00Z\"",
                "1591751640",
                "null"
            })
    void shouldReadDatesInAllForms(String json) {
        assertThat(FAST.readValue(json, Instant.class)).isEqualTo(JACKSONS.readValue(json, Instant.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2023-02-29T00:00:00Z\"", "\"yesterday\"", "true", "{}"})
    void shouldRefuseWhatIsNoDate(String json) {
        assertThatThrownBy(() -> FAST.readValue(json, Instant.class))
                .isInstanceOf(JacksonException.class)
                .hasSameClassAs(catchThrowable(() -> JACKSONS.readValue(json, Instant.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"number\":1}", "{\"text\":\"a\",\"number\":2}", "{\"number\":3,\"text\":null}"})
    void shouldReadPackagePrivateRecords(String json) {
        assertThat(FAST.readValue(json, Hidden.class)).isEqualTo(JACKSONS.readValue(json, Hidden.class));
    }

    @Test
    void shouldSayWhatAConstructorRefuses() {
        String json = "{\"number\":-1}";

        assertThatThrownBy(() -> FAST.readValue(json, Hidden.class))
                .hasRootCauseMessage("a negative number")
                .hasMessage(catchThrowable(() -> JACKSONS.readValue(json, Hidden.class))
                        .getMessage());
    }
}
