package dev.heatwire.faults.model;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Samples;
import dev.heatwire.events.url.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The three reference files of a simulated site, and the reference data in them; each change rewrites one of them. */
final class SimulatedReferenceData {
    static final List<String> DOMAINS = List.of("a.example", "b.example", "c.example", "d.example", "e.example");
    static final List<String> TOPICS = List.of("AI", "Law", "Sport");

    private static final List<String> KEYWORDS = List.of("robot", "court", "vote", "rain", "chip");

    private final Random random;
    private final Map<String, Integer> standings = new TreeMap<>();
    private final Map<String, List<String>> keywords = new TreeMap<>();
    private int image = 20;
    private int perCoverage = 10;
    private boolean detect = true;

    public SimulatedReferenceData(Random random) {
        this.random = random;
        for (int i = 0; i < DOMAINS.size() - 1; i++) {
            standings.put(DOMAINS.get(i), 20 * i);
        }
        TOPICS.subList(0, 2).forEach(topic -> keywords.put(topic, List.of(pick(KEYWORDS))));
    }

    public void write(Path site) throws IOException {
        writeProviders(site);
        writeTopics(site);
        writePolicy(site);
    }

    public void change(Path site) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> {
                keywords.put(TOPICS.get(random.nextInt(2)), List.of(pick(KEYWORDS), "ai"));
                writeTopics(site);
            }
            case 1 -> {
                image = 10 + random.nextInt(20);
                perCoverage = 5 + random.nextInt(10);
                detect = !detect;
                writePolicy(site);
            }
            default -> {
                standings.put(DOMAINS.get(random.nextInt(DOMAINS.size() - 1)), random.nextInt(60));
                writeProviders(site);
            }
        }
    }

    private void writeProviders(Path site) throws IOException {
        StringBuilder text = new StringBuilder();
        standings.forEach((domain, standing) ->
                text.append("- {domain: %s, name: \"%s\", standing: %d}%n".formatted(domain, domain, standing)));
        Files.writeString(site.resolve("providers.yaml"), text);
    }

    private void writeTopics(Path site) throws IOException {
        StringBuilder text = new StringBuilder();
        keywords.forEach((topic, words) ->
                text.append("- {id: %s, name: %s, keywords: %s}%n".formatted(Slug.of(topic), topic, words)));
        Files.writeString(site.resolve("topics.yaml"), text);
    }

    private void writePolicy(Path site) throws IOException {
        Files.writeString(
                site.resolve("policy.yaml"),
                "quality: {image: %d}%nheat: {perCoverage: %d}%nstories: {detect: %s}%n"
                        .formatted(image, perCoverage, detect));
    }

    public Map<String, Provider> providers() {
        Map<String, Provider> providers = new HashMap<>();
        standings.forEach((domain, standing) -> providers.put(domain, Samples.provider(domain, standing)));
        return providers;
    }

    public Map<String, NewsTopic> topics() {
        Map<String, NewsTopic> topics = new HashMap<>();
        keywords.forEach((topic, words) -> {
            NewsTopic listed = Samples.newsTopic(topic, words.toArray(String[]::new));
            topics.put(listed.id(), listed);
        });
        return topics;
    }

    public Policy policy() {
        Policy.Quality standard = Policy.STANDARD.quality();
        Policy policy = new Policy(
                new Policy.Quality(
                        image,
                        standard.amp(),
                        standard.topic(),
                        standard.titleKeyword(),
                        standard.keywordMatch(),
                        standard.video(),
                        standard.title()),
                new Policy.Heat(perCoverage, Policy.STANDARD.heat().minimumQuality()),
                Policy.STANDARD.publish(),
                Policy.STANDARD.ranking());
        Policy.Stories standardStories = Policy.Stories.STANDARD;
        Policy.Stories stories = new Policy.Stories(
                        detect, standardStories.threshold(), standardStories.window(), standardStories.ignoreWords())
                .ignoring(keywords.values().stream().flatMap(List::stream).toList());
        return policy.with(stories);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
