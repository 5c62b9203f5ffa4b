package dev.heatwire.ingest.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Provider;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Catalogues that are spread over several files. */
class CatalogueFilesTest {
    @Test
    void shouldKeepTheFirstOfTwoFilesWithOneProvider() {
        CatalogueFiles<Provider> providers = ProvidersFile.read(
                files("providers/a.yaml", "{domain: cnet.com, name: A}", "providers/b.yaml", "{domain: cnet.com}"),
                Limits.STANDARD);

        assertThat(providers.entries()).containsOnlyKeys("cnet.com");
        assertThat(providers.entries().get("cnet.com").name()).contains("A");
        assertThat(providers.fileOf()).isEqualTo(Map.of("cnet.com", "providers/a.yaml"));
        assertThat(providers.files().get("providers/a.yaml").errors()).isEmpty();
        assertThat(providers.files().get("providers/b.yaml").errors())
                .extracting(Problem::reason)
                .containsExactly("cnet.com is listed a second time; providers/a.yaml has it, too");
    }

    @Test
    void shouldNameATopicAfterAFileWithoutAnEnding() {
        CatalogueFiles<NewsTopic> topics =
                NewsTopicsFile.read(files("topics/02-robots", "keywords: [robot]"), Limits.STANDARD);

        assertThat(topics.entries()).isEqualTo(Map.of("robots", topic("robots", "robot")));
    }

    @Test
    void shouldRejectOnlyTheFileThatMakesTheParserFail() {
        // the name of the file without its number is empty
        CatalogueFiles<NewsTopic> topics = NewsTopicsFile.read(
                files("topics/01-.yaml", "keywords: [x]", "topics/02-ai.yaml", "keywords: [y]"), Limits.STANDARD);

        assertThat(topics.entries()).isEqualTo(Map.of("ai", topic("ai", "y")));
        assertThat(topics.files().get("topics/01-.yaml").errors()).containsExactly(ParseResult.INTERNAL);
        assertThat(topics.complete()).isFalse();
    }

    private static NewsTopic topic(String name, String keyword) {
        return new NewsTopic(name, name, Optional.empty(), List.of(keyword));
    }

    private static Map<String, byte[]> files(String... pathsAndTexts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8));
        }
        return files;
    }
}
