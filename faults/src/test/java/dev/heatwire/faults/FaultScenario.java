package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.events.Topics;
import dev.heatwire.faults.model.ExpectedOutput;
import dev.heatwire.faults.model.ObservedRecords;
import dev.heatwire.faults.model.SiteSimulator;
import dev.heatwire.faults.model.TopicObserver;
import dev.heatwire.faults.process.BrokerProcess;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Offsets;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.StageProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker, one site, one process of each stage, and a reader who misses nothing: what a fault is let loose on. */
final class FaultScenario implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultScenario.class);

    private static final int PARTITIONS = 3;
    private static final Duration RESUME_TIMEOUT = Duration.ofSeconds(180);
    /** Ten thousand files take minutes; what is settled sooner waits no longer. */
    private static final Duration SETTLE_TIMEOUT =
            SuiteProfile.isLong() ? Duration.ofMinutes(10) : Duration.ofMinutes(3);

    final Topics topics = Topics.withPrefix("");
    final BrokerProcess broker;
    final SiteSimulator newsroom;
    final StageProcesses stages;
    final TopicObserver observer;
    final Offsets offsets;
    /** What went wrong, and how long output stayed away each time. */
    private final Map<Fault, List<Double>> faults = new LinkedHashMap<>();

    private final Map<Fault, Integer> runs = new HashMap<>();

    private FaultScenario(Path folder, long seed, boolean overLink) throws IOException {
        broker = new BrokerProcess(folder);
        broker.start();
        try (Admin admin = Admin.create(new HashMap<>(broker.client()))) {
            TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
        }
        newsroom = new SiteSimulator(seed, folder.resolve("site"));
        String servers = overLink ? broker.forStages() : broker.client().get("bootstrap.servers");
        stages = new StageProcesses(folder, folder.resolve("site"), servers);
        observer = new TopicObserver(broker.client(), topics).start();
        offsets = new Offsets(broker.client());
    }

    /** Starts everything, and waits until the first news has come through. */
    static FaultScenario start(Path folder, long seed) throws IOException {
        return start(folder, seed, false);
    }

    /** @param overLink whether the stages reach the broker by a line that can fail */
    static FaultScenario start(Path folder, long seed, boolean overLink) throws IOException {
        FaultScenario trial = new FaultScenario(folder, seed, overLink);
        trial.newsroom.work();
        for (Role role : Role.values()) {
            trial.stages.start(role);
        }
        trial.awaitSettled();
        return trial;
    }

    /** Waits until there is work before the stage that it has not committed. */
    void awaitWork(Role role) {
        await().atMost(RESUME_TIMEOUT).pollInterval(Duration.ofMillis(5)).until(() -> workRemains(role));
    }

    boolean workRemains(Role role) {
        return role == Role.INGEST
                ? !observer.with(ObservedRecords::articles).equals(newsroom.titles())
                : offsets.workRemains(role.group(), role.input(topics));
    }

    /** Kills a stage that has work before it: it stands still for as long as it takes to see that. */
    Instant kill(Role role) throws IOException, InterruptedException {
        ChildProcess child = stages.of(role);
        while (true) {
            awaitWork(role);
            child.freeze();
            if (workRemains(role)) {
                child.kill();
                return Instant.now();
            }
            child.thaw();
        }
    }

    /** Waits until a stage publishes again, and notes how long that took since then. */
    void awaitOutput(Fault fault, Role role, Instant since) {
        awaitOutput(fault, role, since, false);
    }

    /** @param everywhere whether to wait for it on each of the partitions */
    void awaitOutput(Fault fault, Role role, Instant since, boolean everywhere) {
        observer.awaitBeyond(offsets.ends(role.output(topics)), everywhere);
        double seconds = await(role + " goes on after " + fault.name())
                .atMost(RESUME_TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> observer.resumedAfter(since), OptionalDouble::isPresent)
                .getAsDouble();
        took(fault, seconds);
    }

    /** Notes how many seconds output stayed away. */
    void took(Fault fault, double seconds) {
        LOG.info("{}: {} s", fault.name(), seconds);
        faults.computeIfAbsent(fault, any -> new ArrayList<>()).add(seconds);
        runs.merge(fault, 1, Integer::sum);
    }

    void ran(Fault fault) {
        faults.computeIfAbsent(fault, any -> new ArrayList<>());
        runs.merge(fault, 1, Integer::sum);
    }

    void awaitSettled() {
        awaitSettled(SETTLE_TIMEOUT);
    }

    /** Waits until nothing is lost. */
    void awaitSettled(Duration within) {
        await("everything on the feed")
                .atMost(within)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(lost()).as("lost").isEmpty());
    }

    private List<String> lost() {
        ExpectedOutput expected = newsroom.expected();
        return observer.with(seen -> seen.lost(expected));
    }

    /** Waits for the end of all work, looks at the topics once more from their beginning, and writes it down. */
    void finish() {
        finish(Set.of());
    }

    /** @param poison the keys of records that nobody can read */
    void finish(Set<String> poison) {
        try {
            awaitSettled();
        } catch (ConditionTimeoutException e) {
            // it is counted below
        }
        ObservedRecords late = new TopicObserver(broker.client(), topics).readToEnd();
        List<String> lost = late.lost(newsroom.expected());
        List<String> doubled = new ArrayList<>(late.doubled());
        doubled.addAll(observer.with(ObservedRecords::doubled));
        faults.forEach(
                (fault, seconds) -> FaultTable.add(fault, runs.get(fault), lost.size(), doubled.size(), seconds));
        assertThat(late.unreadable()).as("unreadable").isSubsetOf(poison);
        assertThat(lost).as("lost").isEmpty();
        assertThat(doubled).as("doubled").isEmpty();
    }

    @Override
    public void close() {
        stages.close();
        observer.close();
        offsets.close();
        broker.close();
    }
}
