package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.KeywordMatch;
import dev.heatwire.events.Policy.Stories;
import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.Provider;
import dev.heatwire.ingest.site.NewsTopicsFile;
import dev.heatwire.ingest.site.ProvidersFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFilesTest {
    @Test
    void shouldReadAProvider() {
        assertThat(providers("""
                                - domain: www.CNET.com
                                  name: CNET
                                  standing: 30
                                  family: CBS
                                  aliases: [news.com]
                                  hosts: {News.cnet.com: 10}
                                  images: [{url: https://cnet.example/logo.png, width: 50, height: 50}]
                                - {domain: bbc.co.uk}
                                """).value()).hasValueSatisfying(found -> {
            Provider cnet = found.get("cnet.com");
            assertThat(cnet.standing()).isEqualTo(30);
            assertThat(cnet.family()).contains("CBS");
            assertThat(cnet.aliases()).containsExactly("news.com");
            assertThat(cnet.hosts()).isEqualTo(Map.of("news.cnet.com", 10));
            assertThat(cnet.images()).hasSize(1);
            assertThat(found.get("bbc.co.uk").standing()).isZero();
        });
    }

    @Test
    void shouldKeepDuplicateKeywordsOfATopic() {
        assertThat(topics("- {id: nlp, name: Language, parent: ai, keywords: [nlp, no, nlp]}")
                        .value())
                .contains(Map.of(
                        "nlp", new NewsTopic("nlp", "Language", Optional.of("ai"), List.of("nlp", "no", "nlp"))));
    }

    @Test
    void shouldReadAPolicyAndKeepStandardValuesForMissingSettings() {
        Policy policy = policy("""
                        quality: {keywordMatch: substring, title: {free: 60}}
                        ranking: {halfLife: PT6H}
                        """).value().orElseThrow();

        assertThat(policy.quality().keywordMatch()).isEqualTo(KeywordMatch.SUBSTRING);
        assertThat(policy.quality().title()).isEqualTo(new Policy.Title(60, 2));
        assertThat(policy.quality().image()).isEqualTo(20);
        assertThat(policy.ranking()).isEqualTo(new Policy.Ranking(Duration.ofHours(6), 100, Duration.ofDays(30)));
        assertThat(policy.heat()).isEqualTo(Policy.STANDARD.heat());
    }

    @Test
    void shouldReadHowStoriesAreDetected() {
        Policy policy = policy("""
                        heat: {perDetected: 4}
                        stories: {detect: true, threshold: careful, window: PT48H, ignoreWords: [update, live]}
                        """).value().orElseThrow();

        assertThat(policy.heat()).isEqualTo(new Policy.Heat(10, Optional.of(4), 50));
        assertThat(policy.detection())
                .contains(new Stories(true, Threshold.CAREFUL, Duration.ofHours(48), List.of("update", "live")));
        assertThat(policy("stories: {detect: true}").value().orElseThrow().detection())
                .contains(new Stories(true, Threshold.NORMAL, Duration.ofHours(72), List.of()));
        assertThat(policy("stories: {threshold: careful}").value().orElseThrow().detection())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stories: {detect: maybe}      | f:1:19: stories.detect: must be true or false",
                "stories: {threshold: high}    | f:1:22: stories.threshold: must be careful, normal or generous",
                "stories: {window: 3 days}     | "
                        + "f:1:19: stories.window: must be an ISO 8601 duration, such as PT24H",
                "stories: {found: true}        | f:1:18: stories.found: is not a known setting",
                "heat: {perDetected: many}     | "
                        + "f:1:21: heat.perDetected: must be a whole number, such as 89 or -1",
            })
    void shouldRejectAnInvalidSettingOfStories(String file, String error) {
        assertThat(policy(file).errors()).extracting(problem -> problem.in("f")).containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "\uFEFF"})
    void shouldReadAnEmptyFile(String file) {
        assertThat(providers(file).value()).contains(Map.of());
        assertThat(policy(file).value()).contains(Policy.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text                                       | f:1:1: the file must be a list or a group of fields",
                "- a.example                                | f:1:3: [0]: must be a group of fields",
                "- {name: A}                                | f:1:3: [0].domain: is required",
                "- {domain: a.example, standng: 3}          | f:1:32: [0].standng: is not a known setting",
                "- {domain: a.example, standing: x}         | "
                        + "f:1:33: [0].standing: must be a whole number, such as 89 or -1",
                "- {domain: a.example, domain: b.example}   | f:1:23: [0].domain: stands here a second time",
                "- {domain: a.example, hosts: {a: x}}       | "
                        + "f:1:34: [0].hosts.a: must be a whole number, such as 89 or -1",
                "- {domain: a.example, images: [{url: https://a.example/, alt: x}]} "
                        + "| f:1:63: [0].images[0].alt: is not a known setting",
            })
    void shouldRejectAnInvalidProvidersFile(String file, String error) {
        assertThat(providers(file).errors())
                .extracting(problem -> problem.in("f"))
                .containsExactly(error);
    }

    @Test
    void shouldRejectADuplicateDomainOrAlias() {
        assertThat(providers("""
                                - {domain: a.example, aliases: [c.example]}
                                - {domain: www.a.example}
                                - {domain: b.example, aliases: [c.example]}
                                """).errors())
                .extracting(problem -> problem.in("f"))
                .containsExactly(
                        "f:2:12: [1].domain: a.example is listed a second time",
                        "f:3:32: [2].aliases: c.example is listed a second time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {id: AI, name: AI}                       | "
                        + "f:1:8: [0].id: must be in lower case, without spaces, slashes and bars",
                "- {id: ai}                                 | f:1:3: [0].name: is required",
                "- {id: ai, name: AI, keyword: [x]}         | f:1:31: [0].keyword: is not a known setting",
                "[{id: ai, name: AI}, {id: b, name: aI}]    | f:1:36: [1].name: AI is another topic's name",
                "[{id: ai, name: AI}, {id: ai, name: B}]    | f:1:27: [1].id: ai is listed a second time",
            })
    void shouldRejectAnInvalidTopicsFile(String file, String error) {
        assertThat(topics(file).errors()).extracting(problem -> problem.in("f")).containsExactly(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- a                                        | f:1:1: the file must be a group of fields",
                "qualty: {image: 1}                         | f:1:9: qualty: is not a known setting",
                "quality: {image: many}                     | "
                        + "f:1:18: quality.image: must be a whole number, such as 89 or -1",
                "quality: {keywordMatch: exact}             | "
                        + "f:1:25: quality.keywordMatch: must be word, word-start or substring",
                "quality: {title: {charactersPerPoint: 0}}  | "
                        + "f:1:39: quality.title.charactersPerPoint: must be greater than 0",
                "ranking: {feedSize: 0}                     | f:1:21: ranking.feedSize: must be greater than 0",
                "ranking: {halfLife: 24h}                   | "
                        + "f:1:21: ranking.halfLife: must be an ISO 8601 duration, such as PT24H",
                "ranking: {halfLife: PT0S}                  | f:1:21: ranking.halfLife: must be one second or more",
                "ranking: {halfLife: P999999999999D}        | "
                        + "f:1:21: ranking.halfLife: must be a hundred years or less",
                "ranking: {forgetAfter: P99999999D}         | "
                        + "f:1:24: ranking.forgetAfter: must be a hundred years or less",
            })
    void shouldRejectAnInvalidPolicyFile(String file, String error) {
        assertThat(policy(file).errors()).extracting(problem -> problem.in("f")).containsExactly(error);
    }

    private static ParseResult<Map<String, Provider>> providers(String file) {
        return ProvidersFile.read(Map.of("providers.yaml", file.getBytes(UTF_8)), Limits.STANDARD)
                .single();
    }

    private static ParseResult<Map<String, NewsTopic>> topics(String file) {
        return NewsTopicsFile.read(Map.of("topics.yaml", file.getBytes(UTF_8)), Limits.STANDARD)
                .single();
    }

    private static ParseResult<Policy> policy(String file) {
        return PolicyFile.read(file.getBytes(UTF_8), Limits.STANDARD);
    }
}
