package dev.heatwire.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void shouldListTopicsInTheOrderOfThePipeline() {
        assertThat(Topics.withPrefix("").contract())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "article-files",
                        "file-states",
                        "articles",
                        "providers",
                        "news-topics",
                        "scoring-policy",
                        "enriched-articles",
                        "ranked-articles",
                        "ranked-feed",
                        "dead-letters");
    }

    @Test
    void shouldTakeAPrefix() {
        assertThat(Topics.withPrefix("site.").all())
                .allSatisfy(topic -> assertThat(topic.name()).startsWith("site."));
    }

    @Test
    void shouldCompactAllTopicsButDeadLetters() {
        Topics topics = Topics.withPrefix("");

        assertThat(topics.all())
                .allSatisfy(topic -> assertThat(topic.settings())
                        .containsEntry("cleanup.policy", topic == topics.deadLetters ? "delete" : "compact"));
    }
}
