package dev.heatwire.bench;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedAs;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Tells whether a stage or the parser has become slower: its cost relative to a stage that only reads and writes the
 * same articles as JSON. Takes the median of several rounds of processor time without a broker, so that the result does
 * not depend on other load of the machine.
 */
final class RegressionCheck {
    private static final int WARM_UP_ARTICLES = 6_000;
    private static final int ARTICLES_PER_ROUND = 1_000;
    private static final int ROUNDS = 5;
    private static final double MIN_RATIO = 0.75;

    private final Path folder;
    private final Topics topics = Topics.withPrefix("");
    private final Map<String, InProcessStage> stages = new LinkedHashMap<>();

    RegressionCheck(Path folder) {
        this.folder = folder;
    }

    /** The speed of each stage relative to copying, and that of the parser relative to SnakeYAML. */
    Map<String, Double> measure() throws IOException {
        Path records = folder.resolve("records");
        RecordFile.write(records, WARM_UP_ARTICLES + ROUNDS * ARTICLES_PER_ROUND);
        List<TestRecord<byte[], byte[]>> articles = new ArrayList<>();
        RecordFile.forEach(records, (key, value) -> articles.add(new TestRecord<>(key.getBytes(UTF_8), value)));
        try {
            List.of(copy(), EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE).forEach(this::open);
            process(articles.subList(0, WARM_UP_ARTICLES));
            Map<String, List<Double>> ratios = new TreeMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                int from = WARM_UP_ARTICLES + round * ARTICLES_PER_ROUND;
                Map<String, Double> seconds = process(articles.subList(from, from + ARTICLES_PER_ROUND));
                double copySeconds = seconds.remove("copy");
                seconds.forEach((name, value) ->
                        ratios.computeIfAbsent(name, key -> new ArrayList<>()).add(copySeconds / value));
            }
            Map<String, Double> medians = new TreeMap<>();
            ratios.forEach((name, values) -> medians.put(name, median(values)));
            medians.put("parser", new ParserRatio().median(ROUNDS));
            return medians;
        } finally {
            stages.values().forEach(InProcessStage::close);
        }
    }

    /** @return whether every part has at least 75 % of its committed ratio */
    static boolean holds(Map<String, Double> measured, Path committed, Table table) throws IOException {
        Map<?, ?> expected = Json.MAPPER.readValue(Files.readAllBytes(committed), Map.class);
        table.head("%-10s %10s %10s %10s", "part", "ratio", "committed", "of it");
        boolean holds = true;
        for (Map.Entry<String, Double> part : measured.entrySet()) {
            double committedRatio = ((Number) expected.get(part.getKey())).doubleValue();
            boolean slower = part.getValue() < MIN_RATIO * committedRatio;
            holds &= !slower;
            table.row(
                    "%-10s %10.3f %10.3f %9.0f%%%s",
                    part.getKey(),
                    part.getValue(),
                    committedRatio,
                    100 * part.getValue() / committedRatio,
                    slower ? "  SLOWER" : "");
        }
        return holds;
    }

    /** Sends articles through all stages; the input of a stage is the output of the one before it. */
    private Map<String, Double> process(List<TestRecord<byte[], byte[]>> articles) {
        Map<String, Double> seconds = new TreeMap<>();
        List<TestRecord<byte[], byte[]>> input = articles;
        for (Map.Entry<String, InProcessStage> stage : stages.entrySet()) {
            InProcessStage.Result result = stage.getValue().process(input);
            seconds.put(stage.getKey(), Result.seconds(result.cpu()) / articles.size());
            input = stage.getKey().equals("copy") ? articles : result.written();
        }
        return seconds;
    }

    private void open(Stage stage) {
        InProcessStage inProcess = new InProcessStage(stage, folder.resolve(stage.name()));
        stages.put(stage.name(), inProcess);
        if (stage == EnrichStage.STAGE) {
            inProcess.reference(topics.providers, providers());
            inProcess.reference(topics.newsTopics, newsTopics());
        }
        if (stage == RankStage.STAGE || stage == FeedStage.STAGE) {
            inProcess.reference(topics.scoringPolicy, List.of(record(Policy.KEY, Policy.STANDARD)));
        }
    }

    private Stage copy() {
        return new Stage(
                "copy",
                topics -> List.of(topics.articles),
                topics -> topics.rankedArticles,
                List.of(),
                (config, topics, partitions) -> {
                    StreamsBuilder builder = new StreamsBuilder();
                    builder.stream(topics.articles.name(), consumedAs("original", topics.articles))
                            .to(topics.rankedArticles.name(), producedAs("copy", topics.articles));
                    return builder.build(config);
                });
    }

    private List<TestRecord<byte[], byte[]>> providers() {
        return IntStream.rangeClosed(1, SiteGenerator.PROVIDERS)
                .filter(SiteGenerator::isListed)
                .mapToObj(number -> new Provider(
                        "outlet%d.example".formatted(number),
                        Optional.of("Outlet " + number),
                        30,
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        List.of()))
                .map(provider -> record(provider.domain(), provider))
                .toList();
    }

    private List<TestRecord<byte[], byte[]>> newsTopics() {
        List<String> keywords = List.of("facial recognition", "face recognition", "speech recognition", "ai");
        return SiteGenerator.TOPICS.stream()
                .map(name -> new NewsTopic(
                        name.toLowerCase(Locale.ROOT).replace(' ', '-'), name, Optional.empty(), keywords))
                .map(topic -> record(topic.id(), topic))
                .toList();
    }

    private static TestRecord<byte[], byte[]> record(String key, Object value) {
        return new TestRecord<>(key.getBytes(UTF_8), Json.MAPPER.writeValueAsBytes(value));
    }

    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
