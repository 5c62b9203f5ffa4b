package dev.heatwire.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A site folder that a test may change, begun as a copy of the sample site. */
final class TestSite {
    static final Path SEEDS = Path.of("..", "seeds");

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

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                // dates as they were: the files are old and need not be waited for
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
            throw new IllegalArgumentException(path + " does not hold " + text);
        }
        write(path, before.replace(text, replacement));
    }

    /** A made-up video of an outlet that the directory does not list, about the story that CNET leads. */
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
