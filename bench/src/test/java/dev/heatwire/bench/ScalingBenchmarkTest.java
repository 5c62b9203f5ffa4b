package dev.heatwire.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingBenchmarkTest {
    // 10,000 articles of warm-up before each size, and 10,000 measured after it
    @Test
    void shouldRefuseSizesWithoutRoomToWarmUpAndMeasure() {
        assertThatCode(() -> ScalingBenchmark.check(List.of(10_000, 30_000, 1_000_000)))
                .doesNotThrowAnyException();

        assertThatIllegalArgumentException().isThrownBy(() -> ScalingBenchmark.check(List.of(9_999)));
        assertThatIllegalArgumentException().isThrownBy(() -> ScalingBenchmark.check(List.of(10_000, 29_999)));
        assertThatIllegalArgumentException().isThrownBy(() -> ScalingBenchmark.check(List.of(100_000, 10_000)));
    }
}
