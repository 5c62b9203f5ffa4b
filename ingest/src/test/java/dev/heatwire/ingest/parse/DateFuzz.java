package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.heatwire.events.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is rejected as a date, or is an instant that survives serialization. */
@EnabledIf(value = "dev.heatwire.ingest.parse.FuzzSeeds#jazzerRunsHere", disabledReason = FuzzSeeds.NO_JAZZER)
class DateFuzz {
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#dates")
    @FuzzTest(maxDuration = "4s")
    void shouldReadAnInstantOrRefuseADate(byte[] bytes) throws ScalarParsers.InvalidValueException {
        String text = new String(bytes, UTF_8);
        Instant instant;
        try {
            instant = ScalarParsers.instant(text);
        } catch (ScalarParsers.InvalidValueException invalid) {
            assertThat(invalid.code()).isEqualTo("date");
            return;
        }
        assertThat(ScalarParsers.instant(instant.toString())).as("read again").isEqualTo(instant);
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(instant), Instant.class))
                .isEqualTo(instant);
    }
}
