package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.Article;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After random changes of a folder and kills of ingest, the topic holds what the folder holds. */
@Tag("full")
class FolderHistoryTest {
    private static final int RUNS = Integer.getInteger("heatwire.kills", 5);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** The article name of each valid file. */
    private final Map<String, String> names = new TreeMap<>();

    private final Map<String, Integer> versions = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();
    private int count;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void shouldPublishWhatTheFolderHolds(long seed) throws Exception {
        Random random = new Random(seed);
        Path articles = Files.createDirectories(folder.resolve("site/articles"));
        String prefix = "folder-history-%d-".formatted(seed);
        Topics topics = Topics.withPrefix(prefix);
        Map<String, String> client = SharedBroker.client();
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            TopicAdmin.create(admin, topics, 3, (short) 1);
        }
        String[] ingest = {
            "ingest",
            folder.resolve("site").toString(),
            "--bootstrap-servers",
            SharedBroker.address(),
            "--topic-prefix",
            prefix
        };
        for (int run = 0; run < RUNS; run++) {
            ChildProcess process = ChildProcess.heatwire(folder.resolve("killed.log"), ingest);
            // kills ingest while it starts, while it publishes, and after it has caught up
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(4_000));
            while (System.nanoTime() < end) {
                change(articles, random);
                assertThat(process.hasEndedWithin(Duration.ofMillis(random.nextInt(60))))
                        .as(() -> "ingest has ended: " + process.logSinceStart())
                        .isFalse();
            }
            process.kill();
            for (int i = 0; i < 10; i++) {
                change(articles, random);
            }
        }
        List<String> last = new ArrayList<>(List.of(ingest));
        last.add("--once");
        ChildProcess process = ChildProcess.heatwire(folder.resolve("last.log"), last.toArray(String[]::new));
        assertThat(process.hasEndedWithin(END_TIMEOUT)).isTrue();
        assertThat(process.exitValue())
                .as(process::logSinceStart)
                .isEqualTo(broken.isEmpty() ? ExitCode.DONE : ExitCode.SOME_REJECTED);

        try (CompactedTopicReader reader = new CompactedTopicReader(client)) {
            Map<String, String> titles = new TreeMap<>();
            reader.readTable(topics.articles).forEach((id, article) -> titles.put(id, article.title()));
            assertThat(titles).isEqualTo(expected());
            assertThat(reader.readTable(topics.fileStates).keySet()).isEqualTo(files());
            assertThat(published(reader, topics)).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        }
    }

    /** Creates, edits, renames, deletes, breaks or repairs a file; no text is written twice. */
    private void change(Path articles, Random random) throws IOException {
        List<String> files = new ArrayList<>(names.keySet());
        files.addAll(broken.stream().sorted().toList());
        int choice = files.size() < 40 ? 0 : random.nextInt(6);
        String file = choice == 0 ? "" : files.get(random.nextInt(files.size()));
        switch (choice) {
            case 0 -> write(articles, "file-" + ++count + ".md", "article-" + count);
            case 1 -> write(articles, file, names.getOrDefault(file, "article-" + ++count));
            case 2 -> rename(articles, file, "renamed-" + ++count + ".md");
            case 3 -> {
                Files.delete(articles.resolve(file));
                forget(file);
            }
            default -> {
                if (broken.contains(file)) {
                    write(articles, file, "article-" + ++count);
                } else if (random.nextInt(3) == 0) {
                    forget(file);
                    broken.add(file);
                    Files.writeString(articles.resolve(file), "broken " + ++count);
                }
            }
        }
    }

    private void write(Path articles, String file, String name) throws IOException {
        forget(file);
        names.put(file, name);
        versions.put(file, ++count);
        Files.writeString(articles.resolve(file), """
                ---
                title: Version %d
                publishedDateTime: 2026-03-01T12:00:00Z
                webUrl: https://site.example/%s
                ---
                """.formatted(count, name));
    }

    private void rename(Path articles, String file, String other) throws IOException {
        Files.move(articles.resolve(file), articles.resolve(other));
        if (broken.remove(file)) {
            broken.add(other);
        } else {
            names.put(other, names.remove(file));
            versions.put(other, versions.remove(file));
        }
    }

    private void forget(String file) {
        names.remove(file);
        versions.remove(file);
        broken.remove(file);
    }

    private Map<String, String> expected() {
        Map<String, String> titles = new TreeMap<>();
        names.forEach((file, name) -> titles.put("https://site.example/" + name, "Version " + versions.get(file)));
        return titles;
    }

    private Set<String> files() {
        Set<String> files = new HashSet<>();
        names.keySet().forEach(file -> files.add("articles/" + file));
        broken.forEach(file -> files.add("articles/" + file));
        return files;
    }

    /** All versions of articles among the committed records. */
    private static List<String> published(CompactedTopicReader reader, Topics topics) {
        List<String> seen = new ArrayList<>();
        reader.read(topics.articles.name(), record -> {
            Article article = topics.articles.values().deserializer().deserialize(record.topic(), record.value());
            if (article != null) {
                seen.add(article.id() + " " + article.title());
            }
        });
        return seen;
    }
}
