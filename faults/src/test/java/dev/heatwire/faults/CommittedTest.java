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
 * A stage that dies in the middle of much work has shown nothing but what it has also remembered: whatever follows from
 * its input lies before the place up to which it has committed that input.
 */
@LongForm
class CommittedTest {
    private static final int KILLS = 10;
    private static final int MUCH_PER_SECOND = 200;

    @TempDir
    private Path folder;

    @Test
    void shouldShowOnlyWhatItHasCommitted() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1);
                CompactedTopicReader reader = new CompactedTopicReader(trial.broker.client())) {
            try (Load load = new Load(trial.newsroom, MUCH_PER_SECOND)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    load.await(20);
                    strike(trial, reader);
                }
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, CompactedTopicReader reader) throws Exception {
        trial.kill(Role.ENRICH);
        requireCommitted(trial, reader);
        Instant started = Instant.now();
        trial.stages.start(Role.ENRICH);
        Fault fault = Fault.of("kill -9, output against committed input: enrich");
        trial.awaitOutput(fault, Role.ENRICH, started);
    }

    /** First what is shown, then what is remembered: a commit that is under way may still become visible. */
    private static void requireCommitted(FaultScenario trial, CompactedTopicReader reader) {
        Set<String> shown = new HashSet<>();
        reader.read(trial.topics.enrichedArticles.name(), record -> {
            EnrichedArticle article =
                    trial.topics.enrichedArticles.values().deserializer().deserialize("", record.value());
            if (article != null) {
                shown.add(article.id() + article.title());
            }
        });
        Map<TopicPartition, Long> committed = trial.offsets.committed(Role.ENRICH.group());
        reader.read(trial.topics.articles.name(), record -> {
            Article article = trial.topics.articles.values().deserializer().deserialize("", record.value());
            long place = committed.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            if (article != null && record.offset() < place) {
                shown.remove(article.id() + article.title());
            }
        });
        assertThat(shown).as("shown before it was remembered").isEmpty();
    }
}
