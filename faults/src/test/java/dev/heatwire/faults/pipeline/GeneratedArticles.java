package dev.heatwire.faults.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Article files about overlapping stories; a number always gives the same file. */
final class GeneratedArticles {
    private static final List<String> PROVIDERS = List.of("cnet.com", "zdnet.com", "npr.org", "wired.com", "b.example");
    private static final List<String> TITLES =
            List.of("New artificial intelligence", "A chip for AI", "Face recognition", "Robots", "Speech recognition");
    private static final Instant START = Instant.parse("2020-06-01T00:00:00Z");
    private static final int STORY = 8;

    private GeneratedArticles() {}

    static void write(TestSite site, int count) {
        for (int number = 0; number < count; number++) {
            site.write("articles/many-%05d.md".formatted(number), article(number));
        }
    }

    static String article(int number) {
        Random random = new Random(number);
        int other = number / STORY * STORY + random.nextInt(STORY);
        return """
                ---
                category: news
                title: "%s, part %d"
                publishedDateTime: %s
                webUrl: "%s"
                %sprovider: {name: Made up, domain: %s}
                topics: [AI, Computer Vision]
                related:
                  - title: Another
                    webUrl: "%s"
                    quality: %d
                ---
                """.formatted(
                        TITLES.get(random.nextInt(TITLES.size())),
                        number,
                        START.plusSeconds(random.nextInt(1_000_000)),
                        url(number),
                        random.nextBoolean() ? "ampWebUrl: \"https://amp.example/" + number + "\"\n" : "",
                        PROVIDERS.get(random.nextInt(PROVIDERS.size())),
                        url(other),
                        random.nextInt(100));
    }

    private static String url(int number) {
        return "https://many.example/" + number;
    }
}
