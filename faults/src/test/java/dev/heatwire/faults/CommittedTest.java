package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When a stage is killed while it has much work, its committed output derives only from input whose offsets it has
 * committed.
 */
@LongForm
class CommittedTest {
    private static final int KILLS = 10;
    private static final int CHANGES_PER_SECOND = 200;

    @TempDir
    private Path folder;

    @Test
    void shouldOnlyPublishWhatFollowsFromCommittedInput() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1);
                CompactedTopicReader reader = new CompactedTopicReader(scenario.broker.client())) {
            try (Load load = new Load(scenario.site, CHANGES_PER_SECOND)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    load.awaitPercent(20);
                    inject(scenario, reader);
                }
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, CompactedTopicReader reader) throws Exception {
        scenario.kill(Role.ENRICH);
        requireCommitted(scenario, reader);
        Instant started = Instant.now();
        scenario.stages.start(Role.ENRICH);
        Fault fault = Fault.of("kill -9, output against committed input: enrich");
        scenario.awaitOutput(fault, Role.ENRICH, started);
    }

    /** Reads the output before the offsets, because a commit in progress may become visible in between. */
    private static void requireCommitted(FaultScenario scenario, CompactedTopicReader reader) {
        Set<String> published = new HashSet<>();
        reader.read(scenario.topics.enrichedArticles.name(), record -> {
            EnrichedArticle article =
                    scenario.topics.enrichedArticles.values().deserializer().deserialize("", record.value());
            if (article != null) {
                published.add(article.id() + article.title());
            }
        });
        Map<TopicPartition, Long> committed = scenario.offsets.committed(Role.ENRICH.group());
        reader.read(scenario.topics.articles.name(), record -> {
            Article article = scenario.topics.articles.values().deserializer().deserialize("", record.value());
            long committedOffset = committed.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            if (article != null && record.offset() < committedOffset) {
                published.remove(article.id() + article.title());
            }
        });
        assertThat(published).as("published without committed input").isEmpty();
    }
}
