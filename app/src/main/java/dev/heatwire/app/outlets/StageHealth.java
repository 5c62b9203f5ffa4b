package dev.heatwire.app.outlets;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.events.Topics;
import dev.heatwire.web.PipelineHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers every few seconds whether the consumer group of each stage has members. */
final class StageHealth implements PipelineHealth, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageHealth.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final Topics topics;
    private final Map<String, String> client;
    private Optional<Admin> admin = Optional.empty();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stage-health");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Report report = UNKNOWN.get();

    /** @param client the settings of the user's cluster */
    StageHealth(Topics topics, Map<String, String> client) {
        this.topics = topics;
        this.client = client;
        timer.scheduleWithFixedDelay(this::poll, 0, POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Report get() {
        return report;
    }

    private void poll() {
        try {
            List<StageReport> stages = new ArrayList<>();
            Pipeline.STAGES.forEach(stage -> {
                boolean running = hasMembers(connected(), StageRunner.applicationId(stage, topics));
                stages.add(new StageReport(stage.name(), running, running ? "is at work" : "is not running"));
            });
            report = summary(stages);
        } catch (AuthorizationException e) {
            // the operator decides whether this process may know
            report = UNKNOWN.get();
        } catch (KafkaException e) {
            LOG.debug("cannot describe the stages", e);
            report = new Report(false, "Kafka does not answer", List.of());
        }
    }

    /** Not created at the start, because that fails while the host names of the brokers cannot be resolved. */
    private synchronized Admin connected() {
        Admin present = admin.orElseGet(() -> Admin.create(new HashMap<>(client)));
        admin = Optional.of(present);
        return present;
    }

    private static boolean hasMembers(Admin admin, String group) {
        try {
            return !ConsumerGroups.of(admin, group, REQUEST_TIMEOUT).isEmpty();
        } catch (GroupIdNotFoundException e) {
            return false;
        }
    }

    static Report summary(List<StageReport> stages) {
        String missing = stages.stream()
                .filter(stage -> !stage.good())
                .map(StageReport::name)
                .collect(Collectors.joining(", "));
        return new Report(
                missing.isEmpty(), missing.isEmpty() ? "all stages at work" : "not running: " + missing, stages);
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        admin.ifPresent(present -> present.close(Duration.ZERO));
    }
}
