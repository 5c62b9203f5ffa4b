package dev.heatwire.enrich;

import static dev.heatwire.events.Samples.article;
import static dev.heatwire.events.Samples.id;
import static dev.heatwire.events.Samples.newsTopic;
import static dev.heatwire.events.Samples.provider;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Image;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.Samples.ArticleBuilder;
import dev.heatwire.events.json.Json;
import dev.heatwire.streams.StageDriver;
import dev.heatwire.streams.TableWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichTopologyTest {
    private StageDriver driver;
    private TestInputTopic<String, Article> articles;
    private TestInputTopic<String, Provider> providers;
    private TestInputTopic<String, NewsTopic> newsTopics;
    private TestOutputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start(@TempDir Path state) {
        driver = new StageDriver(EnrichStage.STAGE, state);
        articles = driver.input(driver.topics.articles);
        providers = driver.input(driver.topics.providers);
        newsTopics = driver.input(driver.topics.newsTopics);
        enriched = driver.output(driver.topics.enrichedArticles);
        deadLetters = driver.output(driver.topics.deadLetters);
    }

    @AfterEach
    void nothingElseIsWritten() {
        assertThat(enriched.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void shouldHaveTheTopologyThatIsWrittenDown() throws IOException {
        assertThat(driver.description()).isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void shouldJoinAnArticleWithReferenceDataThatCameBefore() {
        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();
        newsTopics.pipeInput("ai", newsTopic("AI", "ai"));
        driver.settle();

        articles.pipeInput(
                id("a"),
                article("a").title("AI").provider("www.cnet.com").topic("ai").build());

        EnrichedArticle article = enriched.readValue();
        assertThat(article.provider().standing()).isEqualTo(30);
        assertThat(article.topics())
                .extracting(ResolvedTopic::name, topic -> topic.titleMatches().size())
                .containsExactly(tuple("AI", 1));
    }

    @ParameterizedTest
    @CsvSource({"a.example, b.example", "b.example, a.example"})
    void shouldPreferTheSmallerKeyAmongProvidersWithOneAlias(String first, String second) {
        for (String domain : List.of(first, second)) {
            providers.pipeInput(domain, provider(domain, 30, "x.example"));
            driver.settle();
        }

        articles.pipeInput(id("a"), article("a").provider("x.example").build());

        assertThat(enriched.readValue().provider().domain()).isEqualTo("a.example");
    }

    @Test
    void shouldKeepWhatTheFileNamesAsUnrelated() {
        articles.pipeInput(id("a"), article("a").unrelated("b").build());

        assertThat(enriched.readValue().unrelated()).containsExactly(id("b"));
    }

    @Test
    void shouldEnrichAgainWhenReferenceDataComesLater() {
        articles.pipeInput(
                id("a"),
                article("a").title("AI").provider("cnet.com").topic("AI").build());
        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();
        newsTopics.pipeInput("ai", newsTopic("AI", "ai"));
        driver.settle();
        newsTopics.pipeInput("ai", newsTopic("AI", "ai", "AI"));
        driver.settle();
        providers.pipeInput("cnet.com", null);
        driver.settle();

        assertThat(enriched.readValuesToList())
                .extracting(
                        one -> one.provider().standing(),
                        one -> one.topics().get(0).titleMatches().size())
                .containsExactly(tuple(0, 0), tuple(30, 0), tuple(30, 1), tuple(30, 2), tuple(0, 2));
    }

    @Test
    void shouldKeepTheArticlesTimeWhenItIsEnrichedAgain() {
        articles.pipeInput(id("a"), article("a").provider("cnet.com").build(), StageDriver.START);
        providers.pipeInput("cnet.com", provider("cnet.com", 30), StageDriver.START.plus(Duration.ofHours(1)));
        driver.settle();

        assertThat(enriched.readRecordsToList())
                .extracting(TestRecord::getRecordTime)
                .containsExactly(StageDriver.START, StageDriver.START);
    }

    @Test
    void shouldWriteNothingForWhatChangesNothing() {
        articles.pipeInput(
                id("a"), article("a").provider("cnet.com").topic("AI").build());
        articles.pipeInput(id("b"), article("b").provider("other.example").build());
        enriched.readValuesToList();

        providers.pipeInput("zdnet.com", provider("zdnet.com", 30));
        driver.settle();
        newsTopics.pipeInput("nlp", newsTopic("NLP", "nlp"));
        driver.settle();
        providers.pipeInput("none.example", null);
        driver.settle();

        assertThat(enriched.isEmpty()).isTrue();
    }

    @Test
    void shouldMigrateManyArticlesInSlices() {
        int many = TableWalk.SLICE_SIZE + 10;
        for (int number = 0; number < many; number++) {
            articles.pipeInput(
                    id("%05d".formatted(number)),
                    article("%05d".formatted(number)).provider("cnet.com").build());
        }
        enriched.readValuesToList();

        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.advance(Duration.ofMillis(100));
        assertThat(enriched.readValuesToList()).hasSize(TableWalk.SLICE_SIZE);

        providers.pipeInput("cnet.com", provider("cnet.com", 0));
        driver.settle();

        Map<String, EnrichedArticle> last = enriched.readKeyValuesToMap();
        assertThat(last.keySet()).as("those that had 30 are enriched again").hasSizeGreaterThanOrEqualTo(1_000);
        assertThat(last.values())
                .allSatisfy(article -> assertThat(article.provider().standing()).isZero());
    }

    @Test
    void shouldEnrichOnlyTheArticlesThatAChangeAffects() {
        articles.pipeInput(id("a"), article("a").provider("cnet.com").build());
        articles.pipeInput(id("b"), article("b").provider("other.example").build());
        articles.pipeInput(
                id("c"),
                article("c").provider("other.example").related("d", "cnet.com").build());
        enriched.readValuesToList();

        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();

        assertThat(enriched.readKeyValuesToMap()).containsOnlyKeys(id("a"), id("c"));
    }

    @Test
    void shouldFindAProviderByItsAliasAndLoseItWithTheAlias() {
        articles.pipeInput(id("a"), article("a").provider("bbc.co.uk").build());
        providers.pipeInput("bbc.com", provider("bbc.com", 30, "bbc.co.uk"));
        driver.settle();
        providers.pipeInput("bbc.com", provider("bbc.com", 30));
        driver.settle();

        assertThat(enriched.readValuesToList())
                .extracting(one -> one.provider().domain())
                .containsExactly("bbc.co.uk", "bbc.com", "bbc.co.uk");
    }

    @Test
    void shouldListATopicOnceUnderWhicheverName() {
        newsTopics.pipeInput("nlp", new NewsTopic("nlp", "Language", Optional.of("ai"), List.of()));
        driver.settle();

        articles.pipeInput(
                id("a"),
                article("a").topic("language").topic("NLP").topic("New One").build());

        assertThat(enriched.readValue().topics())
                .extracting(ResolvedTopic::id, ResolvedTopic::listed)
                .containsExactly(tuple("nlp", true), tuple("new-one", false));
    }

    @Test
    void shouldFollowADeletedArticleAndForgetIt() {
        articles.pipeInput(id("a"), article("a").provider("cnet.com").build());
        articles.pipeInput(id("a"), (Article) null);
        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();

        assertThat(enriched.readKeyValuesToList())
                .extracting(one -> one.value == null)
                .containsExactly(false, true);
    }

    @Test
    void shouldKeepPrivatePartsToTheArticlesTopic() {
        Image image = new Image(
                "https://site.example/a.jpg",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("internal", "the-secret"));
        articles.pipeInput(
                id("a"), article("a").secret("the-secret").image(image).build());

        assertThat(Json.MAPPER.writeValueAsString(enriched.readValue())).doesNotContain("the-secret");
    }

    @Test
    void shouldSendWhatItCannotReadToTheDeadLettersAndGoOn() {
        driver.rawInput(driver.topics.articles).pipeInput("key".getBytes(UTF_8), "{rubbish".getBytes(UTF_8));
        articles.pipeInput(id("a"), article("a").build());

        assertThat(enriched.readKeyValuesToMap()).containsOnlyKeys(id("a"));
        TestRecord<String, byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo("key");
        assertThat(deadLetter.value()).isEqualTo("{rubbish".getBytes(UTF_8));
        assertThat(header(deadLetter, "stage")).isEqualTo("enrich");
        assertThat(header(deadLetter, "code")).isEqualTo("unreadable");
        assertThat(header(deadLetter, "topic")).isEqualTo("articles");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://site.example/b | https://site.example/a | https://site.example/a | not the id of the article
            no-url | no-url | https://site.example/a | id is no canonical URL
            https://SITE.example/a | https://SITE.example/a | https://site.example/a | id is no canonical URL
            https://site.example/a | https://site.example/a | javascript:alert(document) | no http or https URL
            """)
    void shouldRefuseWhatIngestDoesNotWrite(String key, String id, String webUrl, String reason) {
        String json = new String(
                driver.topics
                        .articles
                        .values()
                        .serializer()
                        .serialize("", article("a").build()),
                UTF_8);
        String foreign = json.replace("\"id\":\"" + id("a") + "\"", "\"id\":\"" + id + "\"")
                .replace("\"webUrl\":\"" + id("a") + "\"", "\"webUrl\":\"" + webUrl + "\"");

        driver.rawInput(driver.topics.articles).pipeInput(key.getBytes(UTF_8), foreign.getBytes(UTF_8));
        providers.pipeInput("site.example", provider("site.example", 30));
        driver.settle();

        TestRecord<String, byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(key);
        assertThat(header(deadLetter, "reason")).contains(reason);
    }

    @Test
    void shouldContinueAWalkAfterAnArticleThatItCannotEnrich() {
        String json = new String(
                driver.topics
                        .articles
                        .values()
                        .serializer()
                        .serialize(
                                "",
                                article("a").provider("cnet.com").topic("AI").build()),
                UTF_8);
        driver.rawInput(driver.topics.articles)
                .pipeInput(
                        id("a").getBytes(UTF_8),
                        json.replace("[\"AI\"]", "[\"\"]").getBytes(UTF_8));
        articles.pipeInput(id("b"), article("b").provider("cnet.com").build());
        assertThat(deadLetters.readRecord().key()).isEqualTo(id("a"));

        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();

        assertThat(enriched.readKeyValuesToMap())
                .containsOnlyKeys(id("b"))
                .allSatisfy((id, article) ->
                        assertThat(article.provider().standing()).isEqualTo(30));
        TestRecord<String, byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(id("a"));
        assertThat(header(deadLetter, "code")).isEqualTo("unprocessable");
        assertThat(deadLetter.getHeaders().lastHeader("offset")).isNull();
    }

    @Test
    void shouldForwardTheDeletionOfAnArticleThatItDoesNotKnowSinceAReset() {
        articles.pipeInput(id("a"), (Article) null);

        assertThat(enriched.readKeyValuesToList())
                .extracting(one -> one.key, one -> one.value)
                .containsExactly(tuple(id("a"), null));
    }

    @Test
    void shouldNotDateAnArticleInTheFutureWhenItIsEnrichedAgain() {
        articles.pipeInput(
                id("a"), article("a").provider("cnet.com").build(), StageDriver.START.plus(Duration.ofDays(2)));
        enriched.readValue();
        providers.pipeInput("cnet.com", provider("cnet.com", 30));
        driver.settle();

        assertThat(enriched.readRecord().getRecordTime()).isBefore(StageDriver.START.plus(Duration.ofMinutes(1)));
    }

    @Test
    void shouldReportARecordThatIsTooLargeForADeadLetter() {
        byte[] rubbish = "x".repeat(1_040_000).getBytes(UTF_8);
        driver.rawInput(driver.topics.articles).pipeInput("key".getBytes(UTF_8), rubbish);
        driver.rawInput(driver.topics.articles).pipeInput(rubbish, rubbish);

        TestRecord<String, byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo("key");
        assertThat(deadLetter.value()).isEmpty();
        assertThat(header(deadLetter, "code")).isEqualTo("too-large");
        assertThat(deadLetters.readRecord().key()).isNull();
    }

    @Test
    void shouldReportAnArticleThatGrewTooLargeAndContinue() {
        ArticleBuilder large = article("large");
        for (int i = 0; i < 3_000; i++) {
            large.related("covering-" + i, "covering-" + i + ".example");
        }

        articles.pipeInput(id("large"), large.build());
        articles.pipeInput(id("a"), article("a").build());

        assertThat(enriched.readKeyValuesToMap()).containsOnlyKeys(id("a"));
        TestRecord<String, byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(id("large"));
        assertThat(header(deadLetter, "code")).isEqualTo("too-large");
    }

    private static String header(TestRecord<String, byte[]> deadLetter, String name) {
        Header header = deadLetter.getHeaders().lastHeader(name);
        return new String(header.value(), UTF_8);
    }
}
