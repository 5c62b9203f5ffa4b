package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.app.report.TerminalText;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/** Deletes the committed offsets, internal topics and local stores of a stage. */
public final class StageReset {
    /** The coordinator lists a stopped static member until its session times out. */
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

    /**
     * Waits for the sessions of stopped members to time out.
     *
     * @throws IllegalStateException if a process of the stage is running
     */
    public void refuseWhileRunning(Admin admin) {
        Instant deadline = Instant.now().plus(SESSION_TIMEOUT);
        while (members(admin) > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("%s is running: its consumer group has %s; stop them first"
                        .formatted(stage.name(), TerminalText.count(members(admin), "member")));
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

    /**
     * Deletes the stores of all instances under the state directory.
     *
     * @return the deleted directories
     */
    public List<Path> deleteState(Path stateDir) throws IOException {
        Path parent = stateDir.resolve(stage.name());
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> deleted = new ArrayList<>();
        try (Stream<Path> instances = Files.list(parent)) {
            for (Path instance : instances.sorted().toList()) {
                try (StageInstance claimed = StageInstance.claim(
                        stateDir,
                        stage.name(),
                        Optional.of(instance.getFileName().toString()))) {
                    Path state = claimed.folder().resolve(group);
                    if (Files.isDirectory(state)) {
                        Utils.delete(state.toFile());
                        deleted.add(state);
                    }
                }
            }
        }
        return deleted;
    }

    /**
     * Deletes the changelog and repartition topics of the stage, but for those that {@code sink} keeps.
     *
     * @return the names of the deleted topics
     */
    public List<String> deleteTopics(Admin admin) {
        List<String> kept = FeedStage.KEPT_STORES.stream()
                .map(store -> group + "-" + store + "-changelog")
                .toList();
        List<String> internal = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-"))
                .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
                .filter(name -> !kept.contains(name))
                .sorted()
                .toList();
        AdminResults.get(admin.deleteTopics(internal).all());
        return internal;
    }

    /**
     * Deletes the consumer group with its offsets.
     *
     * @return whether the group existed
     */
    public boolean deleteGroup(Admin admin) {
        try {
            AdminResults.get(admin.deleteConsumerGroups(List.of(group)).all());
            return true;
        } catch (GroupIdNotFoundException e) {
            return false;
        }
    }
}
