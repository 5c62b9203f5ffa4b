package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A made-up site at work: stories that overlap, edits, deletions, renamed and copied files, broken ones, half-written
 * ones, and new reference data. The same seed makes the same site, and every text is written only once.
 */
public final class SiteSimulator {
    private static final int MAX_FILES = 500;
    private static final int OUTLETS_PER_STORY = 5;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> WORDS =
            List.of("Robot", "court", "mayor", "ai", "rain", "vote", "chip", "team", "daily");

    /** One article, or bytes that are none. */
    private record Content(SimulatedArticle draft, String text) {
        boolean isGood() {
            return draft != null;
        }
    }

    private final Random random;
    private final Reference reference;
    private final Path site;
    /** By path. */
    private final TreeMap<String, Content> files = new TreeMap<>();

    private final Set<String> torn = new TreeSet<>();
    private int tornCount;
    private int count;

    public SiteSimulator(long seed, Path site) throws IOException {
        this.random = new Random(seed);
        this.reference = new Reference(random);
        this.site = site;
        Files.createDirectories(site.resolve("articles"));
        reference.write(site);
    }

    /** Does what a newsroom does in a moment. */
    public synchronized void work() throws IOException {
        mend();
        int what = files.size() > MAX_FILES ? 60 + random.nextInt(40) : random.nextInt(100);
        if (what < 45 || files.size() < 20) {
            story();
        } else if (what < 72) {
            edit(anyFile());
        } else if (what < 86) {
            delete(anyFile());
        } else if (what < 90) {
            rename(anyFile());
        } else if (what < 93) {
            copy(anyFile());
        } else if (what < 98) {
            String path = anyFile();
            write(path, isShared(path) ? files.get(path) : new Content(null, "broken " + ++count));
        } else {
            changeReference();
        }
    }

    /** Does much at once: so many new files, at least. */
    public synchronized void rush(int more) {
        int enough = files.size() + more;
        while (files.size() < enough) {
            story();
        }
    }

    /** Several outlets on one story, which name each other and some of the story before. */
    private void story() {
        int story = ++count;
        for (int outlet = random.nextInt(OUTLETS_PER_STORY); outlet < OUTLETS_PER_STORY; outlet++) {
            write("%06d-%d.md".formatted(story, outlet), draft("story-%d-%d".formatted(story, outlet)));
        }
    }

    private void edit(String path) {
        Content old = files.get(path);
        if (!isShared(path)) {
            write(path, draft(old.isGood() ? old.draft().name() : "mended-" + ++count));
        }
    }

    private void delete(String path) throws IOException {
        files.remove(path);
        Files.deleteIfExists(pathOf(path));
    }

    private void rename(String path) throws IOException {
        String other = "renamed-%d.md".formatted(++count);
        files.put(other, files.remove(path));
        Files.move(pathOf(path), pathOf(other));
        if (torn.remove(path)) {
            torn.add(other);
        }
    }

    private void copy(String path) {
        write("copy-%d.md".formatted(++count), files.get(path));
    }

    private void changeReference() throws IOException {
        if (torn.isEmpty()) {
            reference.change(site);
        }
    }

    /** Whether another file has the same text: of two that differ, the reader would have to choose. */
    private boolean isShared(String path) {
        Content content = files.get(path);
        return files.values().stream().filter(content::equals).count() > 1;
    }

    private Content draft(String name) {
        StringBuilder title = new StringBuilder();
        for (int i = 2 + random.nextInt(14); i > 0; i--) {
            title.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        List<SimulatedArticle.Mention> related = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0 && name.startsWith("story-"); i--) {
            int story = Math.max(1, Integer.parseInt(name.split("-")[1]) - random.nextInt(2));
            String other = "story-%d-%d".formatted(story, random.nextInt(OUTLETS_PER_STORY));
            related.add(new SimulatedArticle.Mention(other, pick(Reference.DOMAINS), random.nextInt(100)));
        }
        SimulatedArticle draft = new SimulatedArticle(
                name,
                title.append(++count).toString(),
                pick(Reference.DOMAINS),
                FIRST.plus(Duration.ofMinutes(random.nextInt(20_000))),
                random.nextInt(8) == 0,
                random.nextInt(10) < 7,
                random.nextInt(10) < 6,
                random.nextInt(3) == 0 ? List.of() : List.of(pick(Reference.TOPICS)),
                related);
        return new Content(draft, draft.file());
    }

    /** Sometimes in two steps, as an editor's program may; on a full disk again, when there is room. */
    private void write(String path, Content content) {
        files.put(path, content);
        String text = content.text();
        try {
            if (random.nextInt(4) == 0) {
                Files.writeString(pathOf(path), text.substring(0, text.length() / 2));
            }
            Files.writeString(pathOf(path), text);
        } catch (IOException e) {
            torn.add(path);
            tornCount++;
        }
    }

    private void mend() {
        Set<String> again = Set.copyOf(torn);
        torn.clear();
        again.stream().filter(files::containsKey).forEach(path -> write(path, files.get(path)));
    }

    /** How many times a file could not be written. */
    public synchronized int torn() {
        return tornCount;
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

    /** Of all articles, by id. */
    public synchronized Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        files.values().stream()
                .filter(Content::isGood)
                .map(Content::draft)
                .forEach(draft -> titles.put(draft.id(), draft.title()));
        return titles;
    }

    public synchronized ExpectedOutput expected() {
        Map<String, Article> articles = new HashMap<>();
        Map<String, String> broken = new TreeMap<>();
        files.forEach((path, content) -> {
            if (content.isGood()) {
                articles.put(content.draft().id(), content.draft().article());
            } else {
                broken.put("articles/" + path, content.text());
            }
        });
        return ExpectedOutput.of(articles, broken, reference.providers(), reference.topics(), reference.policy());
    }
}
