package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is rejected as a URL, or has one canonical form that is stable and can be a key. */
@EnabledIf(value = "dev.heatwire.ingest.parse.FuzzSeeds#jazzerRunsHere", disabledReason = FuzzSeeds.NO_JAZZER)
class UrlFuzz {
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#urls")
    @FuzzTest(maxDuration = "5s")
    void shouldFindOneCanonicalFormOrRejectTheText(byte[] text) {
        String url = new String(text, UTF_8);
        Optional<String> canonical = CanonicalUrl.of(url);
        canonical.ifPresent(id -> {
            assertThat(CanonicalUrl.of(id))
                    .as("canonical form of the canonical form")
                    .contains(id);
            assertThat(CanonicalUrl.isAbsoluteHttp(url)).isTrue();
            assertThat(CanonicalUrl.isAbsoluteHttp(id)).isTrue();
            assertThat(id.chars()).as("printable ASCII").allMatch(c -> c > ' ' && c < 0x7F);
            assertThat(RegistrableDomain.isHost(CanonicalUrl.hostOf(id))).isTrue();
            assertThat(RegistrableDomain.of(CanonicalUrl.hostOf(id))).isNotBlank();
            if (!id.contains("#")) {
                assertThat(CanonicalUrl.of(id + "#part"))
                        .as("without its fragment")
                        .contains(id);
            }
        });
    }
}
