package dev.heatwire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Generates article files that are as expensive to process as real ones: titles, excerpts, URLs, images and related
 * lists are as long and as frequent as in the sample site, providers differ in size, and stories have several articles.
 * The same seed and number always give the same file.
 */
public final class SiteGenerator {
    private static final String PROVIDERS_FILE = "providers.yaml";
    static final int PROVIDERS = 400;
    private static final int ARTICLES_PER_STORY = 6;
    /** Related articles without a file are numbered from here. */
    private static final int FIRST_WITHOUT_FILE = 10_000_000;

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    static final List<String> TOPICS = List.of("AI", "Computer Vision", "Natural Language Processing");
    private static final List<String> WORDS = List.of(
            ("market facial recognition police company language machine learning model translation report new first "
                            + "says after over how why million users data privacy law court speech vision research "
                            + "startup cloud open source camera city bias")
                    .split(" "));

    private final long seed;

    public SiteGenerator(long seed) {
        this.seed = seed;
    }

    /** The bytes of an article file. */
    public byte[] article(int number) {
        Random random = new Random(new SplittableRandom(seed * 1_000_000_007 + number).nextLong());
        StringBuilder file = new StringBuilder(6_000);
        file.append("---\ncategory: news\ntitle: \"").append(words(random, 6 + random.nextInt(8)));
        file.append("\"\nexcerpt: \"").append(words(random, 20 + random.nextInt(25)));
        file.append("\"\npublishedDateTime: ").append(date(number)).append('\n');
        addresses(file, "", number, random);
        file.append("type: ").append(random.nextInt(20) == 0 ? "video" : "article");
        file.append("\nquality: ").append(random.nextInt(90)).append("\nheat: -1\npublished: false\n\n");
        provider(file, "", number, random);
        file.append("\ntopics:\n");
        for (int topic = 0; topic <= random.nextInt(3); topic++) {
            file.append("  - ").append(TOPICS.get(topic)).append('\n');
        }
        if (random.nextInt(10) < 7) {
            images(file, "", number);
        }
        related(file, number, random);
        return file.append("---\n").toString().getBytes(UTF_8);
    }

    /** Writes a site folder with reference files; all files are older than ingest waits for stable ones. */
    public void write(Path site, int articles, Path references) throws IOException {
        Files.createDirectories(site);
        writeArticles(site.resolve("articles"), 0, articles);
        for (String name : List.of(PROVIDERS_FILE, "topics.yaml", "policy.yaml")) {
            Files.copy(references.resolve(name), site.resolve(name));
        }
        Files.writeString(site.resolve(PROVIDERS_FILE), directory(), StandardOpenOption.APPEND);
        for (String name : List.of(PROVIDERS_FILE, "topics.yaml", "policy.yaml")) {
            Files.setLastModifiedTime(site.resolve(name), stableDate());
        }
    }

    /** Writes the files of the articles with these numbers, a thousand per folder. */
    void writeArticles(Path folder, int from, int to) throws IOException {
        FileTime date = stableDate();
        Files.createDirectories(folder);
        for (int number = from; number < to; number++) {
            Path part = folder.resolve("%04d".formatted(number / 1_000));
            if (number == from || number % 1_000 == 0) {
                Files.createDirectories(part);
            }
            Path file = part.resolve("%07d.md".formatted(number));
            Files.write(file, article(number));
            Files.setLastModifiedTime(file, date);
        }
    }

    private static FileTime stableDate() {
        return FileTime.from(Instant.now().minusSeconds(60));
    }

    /** Every second provider is listed. */
    static boolean isListed(int provider) {
        return provider % 2 == 1;
    }

    private static String directory() {
        StringBuilder providers = new StringBuilder("\n");
        for (int provider = 1; provider <= PROVIDERS; provider += 2) {
            providers.append(
                    "- domain: outlet%d.example\n  name: Outlet %d\n  standing: 30\n".formatted(provider, provider));
        }
        return providers.toString();
    }

    private static void addresses(StringBuilder file, String indent, int number, Random random) {
        String url =
                "https://www.outlet%d.example/%d/a-title-in-an-address-%d".formatted(provider(number), number, number);
        file.append(indent).append("webUrl: \"").append(url).append("\"\n");
        if (random.nextInt(2) == 0) {
            file.append(indent).append("ampWebUrl: \"").append(url).append("/amp\"\n");
            file.append(indent)
                    .append("cdnAmpWebUrl: \"https://cdn.example/c/s/")
                    .append(url.substring(8))
                    .append("\"\n");
        }
    }

    private static void provider(StringBuilder file, String indent, int number, Random random) {
        int provider = provider(number);
        file.append(indent).append("provider:\n");
        file.append(indent).append("  name: Outlet ").append(provider).append('\n');
        file.append(indent).append("  domain: outlet").append(provider).append(".example\n");
        if (random.nextInt(2) == 0) {
            file.append(indent).append("  images:\n");
            file.append(indent)
                    .append("    - url: \"https://pictures.example/outlet")
                    .append(provider)
                    .append(".jpg\"\n");
            file.append(indent).append("      width: 50\n").append(indent).append("      height: 50\n");
        }
    }

    private static void images(StringBuilder file, String indent, int number) {
        file.append(indent)
                .append("\nimages:\n  - url: \"https://pictures.example/")
                .append(number);
        file.append("/a-picture-with-a-long-name-in-some-folder.jpg\"\n"
                + "    width: 756\n    height: 567\n    isCached: true\n");
    }

    /** Adds up to 14 articles of the same story, usually fewer than 5. */
    private static void related(StringBuilder file, int number, Random random) {
        int count = random.nextInt(3) == 0 ? random.nextInt(15) : random.nextInt(5);
        if (count == 0) {
            return;
        }
        file.append("\nrelated:\n");
        int story = number / ARTICLES_PER_STORY * ARTICLES_PER_STORY;
        for (int i = 0; i < count; i++) {
            int other = i < ARTICLES_PER_STORY ? story + i : story + FIRST_WITHOUT_FILE + i;
            file.append("  - title: \"")
                    .append(words(random, 6 + random.nextInt(8)))
                    .append("\"\n");
            file.append("    excerpt: \"").append(words(random, 20)).append("\"\n");
            file.append("    publishedDateTime: ").append(date(story + i)).append('\n');
            addresses(file, "    ", other, random);
            file.append("    type: article\n    quality: ")
                    .append(random.nextInt(90))
                    .append('\n');
            provider(file, "    ", other, random);
        }
    }

    private static Instant date(int number) {
        return FIRST.plusSeconds(number * 97L);
    }

    /** The provider of an article, distributed by Zipf's law. */
    private static int provider(int number) {
        double uniform = new SplittableRandom(number).nextDouble();
        return (int) Math.pow(PROVIDERS, uniform);
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return words.toString();
    }
}
