package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
    @Test
    void shouldSayInOneLineHowToRaiseTheLimit() {
        assertThatThrownBy(() -> OpenFileLimit.require(Integer.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs 2147483647")
                .hasMessageEndingWith("ulimit -n 4096");
    }

    @Test
    void shouldAcceptASufficientLimit() {
        assertThatCode(() -> OpenFileLimit.require(16)).doesNotThrowAnyException();
    }
}
