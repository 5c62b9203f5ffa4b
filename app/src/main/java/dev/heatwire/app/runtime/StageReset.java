package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
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
public final class StageReset {
    /** Kafka takes a stopped member for a living one until its session is over. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Stage stage;
    private final String group;

    public StageReset(Stage stage, Topics topics) {
        this.stage = stage;
        this.group = StageRunner.applicationId(stage, topics);
    }

    public String group() {
        return group;
    }

    /** @throws IllegalStateException when the stage runs anywhere */
    public void refuseWhileRunning(Admin admin) {
        Instant deadline = Instant.now().plus(SESSION_TIMEOUT);
        while (members(admin) > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "%s runs: stop its %d processes first".formatted(stage.name(), members(admin)));
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    private int members(Admin admin) {
        try {
            return ConsumerGroups.of(admin, group).size();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    /** @return the folders that are gone */
    public List<Path> deleteState(Path stateDir) throws IOException {
        Path folders = stateDir.resolve(stage.name());
        if (!Files.isDirectory(folders)) {
            return List.of();
        }
        List<Path> deleted = new ArrayList<>();
        try (Stream<Path> instances = Files.list(folders)) {
            for (Path instance : instances.sorted().toList()) {
                try (StageInstance ours = StageInstance.claim(
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
    public List<String> deleteTopics(Admin admin) {
        // what the sink has written to the feed must stay known, or nobody would ever take it back
        String kept = group + "-" + FeedStage.WRITTEN_STORE + "-changelog";
        List<String> internal = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-"))
                .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
                .filter(name -> !name.equals(kept))
                .sorted()
                .toList();
        AdminResults.get(admin.deleteTopics(internal).all());
        return internal;
    }

    /** @return whether there was one */
    public boolean deleteGroup(Admin admin) {
        try {
            AdminResults.get(admin.deleteConsumerGroups(List.of(group)).all());
            return true;
        } catch (GroupIdNotFoundException e) {
            return false;
        }
    }
}
