package dev.heatwire.app;

import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.sink.FeedStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What a stage remembers: its place in its inputs, its internal topics, and the stores of this machine. */
final class Reset {
    /** Kafka takes a stopped member for a living one until its session is over. */
    private static final Duration SESSION = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Stage stage;
    private final String group;

    Reset(Stage stage, Topics topics) {
        this.stage = stage;
        this.group = RunningStage.applicationId(stage, topics);
    }

    String group() {
        return group;
    }

    /** @throws IllegalStateException when the stage runs anywhere */
    void refuseWhileRunning(Admin admin) {
        Instant deadline = Instant.now().plus(SESSION);
        while (members(admin) > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "%s runs: stop its %d processes first".formatted(stage.name(), members(admin)));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private int members(Admin admin) {
        try {
            return Members.of(admin, group).size();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    /** @return the folders that are gone */
    List<Path> deleteState(Path stateDir) throws IOException {
        Path folders = stateDir.resolve(stage.name());
        if (!Files.isDirectory(folders)) {
            return List.of();
        }
        List<Path> deleted = new ArrayList<>();
        try (Stream<Path> instances = Files.list(folders)) {
            for (Path instance : instances.sorted().toList()) {
                try (Instance ours = Instance.claim(
                        stateDir,
                        stage.name(),
                        Optional.of(instance.getFileName().toString()))) {
                    Path state = ours.folder().resolve(group);
                    if (Files.isDirectory(state)) {
                        delete(state);
                        deleted.add(state);
                    }
                }
            }
        }
        return deleted;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** @return the names of the internal topics that are gone */
    List<String> deleteTopics(Admin admin) {
        // what the sink has written to the feed must stay known, or nobody would ever take it back
        String kept = group + "-" + FeedStage.WRITTEN_STORE + "-changelog";
        List<String> internal = TopicAdmin.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-"))
                .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
                .filter(name -> !name.equals(kept))
                .sorted()
                .toList();
        TopicAdmin.get(admin.deleteTopics(internal).all());
        return internal;
    }

    /** @return whether there was one */
    boolean deleteGroup(Admin admin) {
        try {
            TopicAdmin.get(admin.deleteConsumerGroups(List.of(group)).all());
            return true;
        } catch (GroupIdNotFoundException e) {
            return false;
        }
    }
}
