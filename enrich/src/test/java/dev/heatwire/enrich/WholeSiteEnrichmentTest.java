package dev.heatwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lookups in a site that was read as a whole. */
class WholeSiteEnrichmentTest {
    @Test
    void shouldPreferTheFirstDomainAmongProvidersWithOneAlias() {
        Enrichment enrichment = Enrichment.with(
                List.of(provider("a.example", "x.example"), provider("b.example", "x.example", "a.example")),
                List.of());

        assertThat(enrichment.providers().apply("x.example"))
                .map(Provider::domain)
                .contains("a.example");
        assertThat(enrichment.providers().apply("a.example"))
                .map(Provider::domain)
                .contains("a.example");
        assertThat(enrichment.providers().apply("c.example")).isEmpty();
    }

    @Test
    void shouldPreferTheIdOfATopicToTheNameOfAnother() {
        Enrichment enrichment = Enrichment.with(
                List.of(),
                List.of(
                        new NewsTopic("law", "Law", Optional.empty(), List.of()),
                        new NewsTopic("courts", "Law", Optional.empty(), List.of())));

        assertThat(enrichment.topics().apply("law")).map(NewsTopic::id).contains("law");
    }

    private static Provider provider(String domain, String... aliases) {
        return new Provider(domain, Optional.empty(), 0, Optional.empty(), List.of(aliases), Map.of(), List.of());
    }
}
