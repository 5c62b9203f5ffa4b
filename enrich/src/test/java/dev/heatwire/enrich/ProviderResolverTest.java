package dev.heatwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.Provider;
import dev.heatwire.events.ResolvedProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderResolverTest {
    private static final Provider CNET = new Provider(
            "cnet.com",
            Optional.of("CNET"),
            30,
            Optional.of("CBS"),
            List.of(),
            Map.of("news.cnet.com", 10, "cnet.com", 20, "video.news.cnet.com", 5),
            List.of());

    @Test
    void shouldFindTheProviderByTheDeclaredDomainBeforeTheAddress() {
        ResolvedProvider found = resolve(declared("www.cnet.com"), "https://docs.aws.amazon.com/rekognition");

        assertThat(found)
                .isEqualTo(new ResolvedProvider(
                        "CNET", "cnet.com", 30, true, Optional.empty(), Optional.of("CBS"), List.of()));
    }

    @Test
    void shouldFindTheProviderByTheAddressWhereNoneIsDeclared() {
        assertThat(resolve(Optional.empty(), "https://www.cnet.com/a").domain()).isEqualTo("cnet.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.cnet.com/a, 10",
        "https://europe.news.cnet.com/a, 10",
        "https://video.news.cnet.com/a, 5",
        "https://www.cnet.com/a, 20",
        "https://othernews.cnet.com/a, 20",
        "https://cnet.com/a, 20",
        "https://elsewhere.example/a, 30",
    })
    void shouldLetTheClosestHostOverrideTheStanding(String url, int standing) {
        assertThat(resolve(declared("cnet.com"), url).standing()).isEqualTo(standing);
    }

    @Test
    void shouldGiveNoStandingToAProviderThatIsNotListed() {
        assertThat(resolve(declared("unknown.example"), "https://a.example/"))
                .isEqualTo(new ResolvedProvider(
                        "Declared", "unknown.example", 0, false, Optional.empty(), Optional.empty(), List.of()));
        assertThat(resolve(Optional.empty(), "https://www.unknown.example/").name())
                .isEqualTo("unknown.example");
    }

    private static ResolvedProvider resolve(Optional<DeclaredProvider> declared, String url) {
        return ProviderResolver.resolve(
                declared,
                url,
                domain -> Optional.of(CNET).filter(provider -> provider.domain().equals(domain)));
    }

    private static Optional<DeclaredProvider> declared(String domain) {
        return Optional.of(new DeclaredProvider(Optional.of("Declared"), domain, List.of(), Map.of()));
    }
}
