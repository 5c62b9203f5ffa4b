package dev.heatwire.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantFastPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-06-10T01:14:00Z",
                "2024-02-29T23:59:59Z",
                "0001-01-01T00:00:00Z",
                "9998-12-31T23:59:59Z",
                "1969-12-31T23:59:59Z"
            })
    void shouldReadWhatJavaReads(String text) {
        assertThat(IsoInstantFastPath.of(text)).contains(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2020-06-10T01:14:00",
                "2020-06-10T01:14:00z",
                "2020-06-10 01:14:00Z",
                "2020-06-10T01:14:00.5Z",
                "2020-06-10T01:14:00+02:00",
                "2020-6-010T01:14:00Z",
                "+020-06-10T01:14:00Z",
                "-020-06-10T01:14:00Z",
                "２020-06-10T01:14:00Z",
                "2023-02-29T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-06-10T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "0000-01-01T00:00:00Z",
                "9999-01-01T00:00:00Z"
            })
    void shouldReadNoOtherForm(String text) {
        assertThat(IsoInstantFastPath.of(text)).isEmpty();
    }
}
