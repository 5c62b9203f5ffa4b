package dev.heatwire.faults.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A site folder that a test may change. */
final class TestSite {
    static final Path SEEDS = Path.of("..", "seeds");

    static final String SECOND_PLACE = "https://wired.com/another";

    private static final int PROVIDERS = 20;
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TOPICS = List.of("", "AI", "Law, AI", "Sport");
    private static final List<String> WORDS =
            List.of("Robot", "court", "mayor", "ai", "rain", "née", "日本", "vote", "😀", "team");

    private final Path root;

    private TestSite(Path root) {
        this.root = root;
    }

    static TestSite copyOfSeeds(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS)) {
            files.forEach(file -> copy(file, root.resolve(SEEDS.relativize(file).toString())));
        }
        return new TestSite(root);
    }

    /** A generated site of many articles with stories, topics and titles of all kinds; always the same. */
    static TestSite generated(Path root, int articles) throws IOException {
        Files.createDirectories(root.resolve("articles"));
        TestSite site = new TestSite(root);
        StringBuilder providers = new StringBuilder();
        for (int i = 0; i < PROVIDERS; i++) {
            providers.append("- {domain: paper-%d.example, name: \"Paper %d\", standing: %d}%n".formatted(i, i, 3 * i));
        }
        site.write("providers.yaml", providers.toString());
        site.write(
                "topics.yaml",
                "- {id: ai, name: AI, keywords: [ai, robot]}\n- {id: law, name: Law, keywords: [court]}\n");
        Random random = new Random(2_000);
        for (int i = 0; i < articles; i++) {
            site.write("articles/%05d.md".formatted(i), article(i, articles, random));
        }
        return site;
    }

    private static String article(int number, int articles, Random random) {
        StringBuilder text = new StringBuilder("---\ntitle: \"");
        for (int i = 0; i < 7; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text.append("%d\"%nwebUrl: %s%n".formatted(number, url(number)))
                .append("publishedDateTime: %s%n".formatted(EPOCH.plusSeconds(random.nextInt(40 * 86_400))))
                .append("topics: [%s]%n".formatted(TOPICS.get(random.nextInt(TOPICS.size()))))
                .append(
                        random.nextInt(10) < 7
                                ? "images:\n  - {url: https://pictures.example/i.jpg, width: 4, height: 3}\n"
                                : "")
                .append(random.nextInt(10) < 6 ? "ampWebUrl: %s/amp%n".formatted(url(number)) : "");
        if (random.nextInt(4) == 0) {
            text.append("related:\n  - {title: Another, webUrl: %s}%n".formatted(url(random.nextInt(articles))));
        }
        return text.append("---\nText.\n").toString();
    }

    private static String url(int number) {
        return "https://paper-%d.example/a/%d".formatted(number % PROVIDERS, number);
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                // keeps the dates, so that ingest need not wait until the files are stable
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path article(String name) {
        return root.resolve("articles").resolve(name);
    }

    void write(String path, String text) {
        try {
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String text, String replacement) throws IOException {
        String before = Files.readString(root.resolve(path));
        if (!before.contains(text)) {
            throw new IllegalArgumentException(path + " does not contain " + text);
        }
        write(path, before.replace(text, replacement));
    }

    /** Adds an article of a listed provider that is published with less heat than the CNET article. */
    void addSecondPlace() {
        write("articles/second.md", """
                ---
                category: news
                title: "Another story altogether"
                publishedDateTime: 2020-06-10T01:00:00Z
                webUrl: "%s"
                ampWebUrl: "%samp"
                provider: {name: WIRED, domain: wired.com}
                images:
                  - {url: "https://www.wired.com/picture.jpg", width: 640, height: 480}
                ---
                """.formatted(SECOND_PLACE, SECOND_PLACE));
    }

    /** Adds a video of an unlisted provider about the story that the CNET article leads. */
    void addVideoAboutTheCnetStory() {
        write("articles/video.md", """
                ---
                category: news
                title: "Facial recognition: what IBM leaves behind 😀"
                publishedDateTime: 2020-06-11T09:00:00+02:00
                originalUrl: "https://video.example/ibm"
                type: video
                provider: {name: Video Example, domain: video.example}
                topics: [Computer Vision, Podcasts]
                related:
                  - title: IBM to withdraw
                    webUrl: https://www.cnet.com/news/ibm-to-withdraw-from-the-facial-recognition-market/
                    quality: 1
                ---
                """);
    }
}
