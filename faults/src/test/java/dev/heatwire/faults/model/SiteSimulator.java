package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Changes a site at random: adds overlapping stories, edits, deletes, renames, copies and breaks files, and changes
 * reference data. Half of the files are records of the input topic, if there is one. The same seed makes the same
 * changes, and no text is written twice.
 */
public final class SiteSimulator {
    private static final int MAX_FILES = 500;
    private static final int OUTLETS_PER_STORY = 5;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> WORDS =
            List.of("Robot", "court", "mayor", "ai", "rain", "vote", "chip", "team", "daily");

    /** The text of a file, and its article unless the text is broken. */
    private record Content(SimulatedArticle article, String text) {
        boolean isArticle() {
            return article != null;
        }
    }

    private final Random random;
    private final SimulatedReferenceData reference;
    private final Path site;
    /** Sends a file to the input topic; without a text, withdraws it. */
    private final Optional<BiConsumer<String, Optional<String>>> inputTopic;
    /** By path. */
    private final TreeMap<String, Content> files = new TreeMap<>();

    private final Set<String> unwritten = new TreeSet<>();
    private int failedWrites;
    private int count;

    /** Simulates a site in a folder. */
    public SiteSimulator(long seed, Path site) throws IOException {
        this(seed, site, Optional.empty());
    }

    /** @param inputTopic sends a file under a key; without a text, withdraws it */
    public SiteSimulator(long seed, Path site, Optional<BiConsumer<String, Optional<String>>> inputTopic)
            throws IOException {
        this.inputTopic = inputTopic;
        this.random = new Random(seed);
        this.reference = new SimulatedReferenceData(random);
        this.site = site;
        Files.createDirectories(site.resolve("articles"));
        reference.write(site);
    }

    /** Makes one random change. */
    public synchronized void changeSomething() throws IOException {
        writeUnwritten();
        int choice = files.size() > MAX_FILES ? 60 + random.nextInt(40) : random.nextInt(100);
        if (choice < 45 || files.size() < 20) {
            story();
        } else if (choice < 72) {
            edit(anyFile());
        } else if (choice < 86) {
            delete(anyFile());
        } else if (choice < 90) {
            rename(anyFile());
        } else if (choice < 93) {
            copy(anyFile());
        } else if (choice < 98) {
            String path = anyFile();
            write(path, isShared(path) ? files.get(path) : new Content(null, "broken " + ++count));
        } else {
            changeReference();
        }
    }

    /** Adds at least this many files. */
    public synchronized void addArticles(int more) {
        int enough = files.size() + more;
        while (files.size() < enough) {
            story();
        }
    }

    /** Adds articles of several outlets about one story, related to each other and to the story before. */
    private void story() {
        int story = ++count;
        for (int outlet = random.nextInt(OUTLETS_PER_STORY); outlet < OUTLETS_PER_STORY; outlet++) {
            write("%06d-%d.md".formatted(story, outlet), article("story-%d-%d".formatted(story, outlet)));
        }
    }

    private void edit(String path) {
        Content old = files.get(path);
        if (!isShared(path)) {
            write(path, article(old.isArticle() ? old.article().name() : "repaired-" + ++count));
        }
    }

    private void delete(String path) throws IOException {
        files.remove(path);
        if (isRecord(path)) {
            inputTopic.orElseThrow().accept(path, Optional.empty());
        } else {
            Files.deleteIfExists(pathOf(path));
        }
    }

    private void rename(String path) throws IOException {
        String other = "renamed-%d.md".formatted(++count);
        if (isRecord(path) || isRecord(other)) {
            Content content = files.get(path);
            delete(path);
            write(other, content);
            return;
        }
        files.put(other, files.remove(path));
        Files.move(pathOf(path), pathOf(other));
        if (unwritten.remove(path)) {
            unwritten.add(other);
        }
    }

    private void copy(String path) {
        write("copy-%d.md".formatted(++count), files.get(path));
    }

    private void changeReference() throws IOException {
        if (unwritten.isEmpty()) {
            reference.change(site);
        }
    }

    /**
     * Whether another file has the same text. If only one of them changed, ingest would have to choose between the two.
     */
    private boolean isShared(String path) {
        Content content = files.get(path);
        return files.values().stream().filter(content::equals).count() > 1;
    }

    private Content article(String name) {
        StringBuilder title = new StringBuilder();
        for (int i = 2 + random.nextInt(14); i > 0; i--) {
            title.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        List<SimulatedArticle.Mention> related = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0 && name.startsWith("story-"); i--) {
            int story = Math.max(1, Integer.parseInt(name.split("-")[1]) - random.nextInt(2));
            String other = "story-%d-%d".formatted(story, random.nextInt(OUTLETS_PER_STORY));
            related.add(new SimulatedArticle.Mention(other, pick(SimulatedReferenceData.DOMAINS), random.nextInt(100)));
        }
        SimulatedArticle article = new SimulatedArticle(
                name,
                title.append(++count).toString(),
                pick(SimulatedReferenceData.DOMAINS),
                FIRST.plus(Duration.ofMinutes(random.nextInt(20_000))),
                random.nextInt(8) == 0,
                random.nextInt(10) < 7,
                random.nextInt(10) < 6,
                random.nextInt(3) == 0 ? List.of() : List.of(pick(SimulatedReferenceData.TOPICS)),
                related);
        return new Content(article, article.file());
    }

    /** Sometimes writes in two steps, as text editors do; retries when the disk is full. */
    private void write(String path, Content content) {
        boolean isChanged = !content.equals(files.put(path, content));
        String text = content.text();
        if (isRecord(path)) {
            // the same bytes again would be one more record, and one more dead letter if they are broken
            if (!isChanged) {
                return;
            }
            inputTopic.orElseThrow().accept(path, Optional.of(text));
            return;
        }
        try {
            if (random.nextInt(4) == 0) {
                Files.writeString(pathOf(path), text.substring(0, text.length() / 2));
            }
            Files.writeString(pathOf(path), text);
        } catch (IOException e) {
            unwritten.add(path);
            failedWrites++;
        }
    }

    private void writeUnwritten() {
        Set<String> again = Set.copyOf(unwritten);
        unwritten.clear();
        again.stream().filter(files::containsKey).forEach(path -> write(path, files.get(path)));
    }

    /** How many writes have failed. */
    public synchronized int failedWrites() {
        return failedWrites;
    }

    private boolean isRecord(String path) {
        return inputTopic.isPresent() && path.hashCode() % 2 == 0;
    }

    private Path pathOf(String path) {
        return site.resolve("articles").resolve(path);
    }

    private String anyFile() {
        List<String> paths = List.copyOf(files.keySet());
        return pick(paths);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The titles of all articles by id. */
    public synchronized Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        files.values().stream()
                .filter(Content::isArticle)
                .map(Content::article)
                .forEach(article -> titles.put(article.id(), article.title()));
        return titles;
    }

    public synchronized ExpectedOutput expected() {
        Map<String, Article> articles = new HashMap<>();
        Map<String, String> rejected = new TreeMap<>();
        files.forEach((path, content) -> {
            if (content.isArticle()) {
                articles.put(content.article().id(), content.article().article());
            } else {
                rejected.put(isRecord(path) ? FileState.pathOfRecord(path) : "articles/" + path, content.text());
            }
        });
        return ExpectedOutput.of(articles, rejected, reference.providers(), reference.topics(), reference.policy());
    }
}
