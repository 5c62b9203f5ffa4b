package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.FaultyProxy;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker, a simulated site in a folder and on the input topic, a process of each stage, and an observer of all
 * topics; faults are injected into it.
 */
final class FaultScenario implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultScenario.class);

    private static final int PARTITIONS = 3;
    private static final Duration RESUME_TIMEOUT = Duration.ofSeconds(180);
    /** Ten thousand files take minutes. */
    private static final Duration SETTLE_TIMEOUT =
            SuiteProfile.isLong() ? Duration.ofMinutes(10) : Duration.ofMinutes(3);

    final Topics topics = Topics.withPrefix("");
    final BrokerProcess broker;
    final SiteSimulator site;
    private final KafkaProducer<String, String> producer;
    final StageProcesses stages;
    final TopicObserver observer;
    final Offsets offsets;
    /** The injected faults, and the seconds without output after each injection. */
    private final Map<Fault, List<Double>> faults = new LinkedHashMap<>();

    private final Map<Fault, Integer> runs = new HashMap<>();

    private FaultScenario(Path folder, long seed, boolean throughProxy) throws IOException {
        broker = new BrokerProcess(folder);
        broker.start();
        try (Admin admin = Admin.create(new HashMap<>(broker.client()))) {
            TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
        }
        producer = new KafkaProducer<>(producerConfig(), new StringSerializer(), new StringSerializer());
        site = new SiteSimulator(
                seed,
                folder.resolve("site"),
                Optional.of((key, text) ->
                        producer.send(new ProducerRecord<>(topics.articleFiles.name(), key, text.orElse(null)))));
        String servers =
                throughProxy ? broker.proxy().address() : broker.client().get("bootstrap.servers");
        stages = new StageProcesses(folder, folder.resolve("site"), servers);
        observer = new TopicObserver(broker.client(), topics).start();
        offsets = new Offsets(broker.client());
    }

    /** The producer outlasts every fault of the broker. */
    private Map<String, Object> producerConfig() {
        Map<String, Object> config = new HashMap<>(broker.client());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000);
        return config;
    }

    /** Starts all processes, and waits until the first articles are in the feed. */
    static FaultScenario start(Path folder, long seed) throws IOException {
        return start(folder, seed, false);
    }

    /** @param throughProxy whether the stages connect to the broker through a {@link FaultyProxy} */
    static FaultScenario start(Path folder, long seed, boolean throughProxy) throws IOException {
        FaultScenario scenario = new FaultScenario(folder, seed, throughProxy);
        scenario.site.changeSomething();
        for (Role role : Role.values()) {
            scenario.stages.start(role);
        }
        scenario.awaitSettled();
        return scenario;
    }

    /** Waits until the stage has input that it has not committed. */
    void awaitWork(Role role) {
        await().atMost(RESUME_TIMEOUT).pollInterval(Duration.ofMillis(5)).until(() -> hasWork(role));
    }

    boolean hasWork(Role role) {
        return role == Role.INGEST
                ? !observer.with(ObservedRecords::articles).equals(site.titles())
                : offsets.hasLag(role.group(), role.input(topics));
    }

    /** Kills a stage while it has work; suspends it first, so that the check for work is reliable. */
    Instant kill(Role role) throws IOException, InterruptedException {
        ChildProcess child = stages.of(role);
        while (true) {
            awaitWork(role);
            child.suspend();
            if (hasWork(role)) {
                child.kill();
                return Instant.now();
            }
            child.resume();
        }
    }

    /** Waits until a stage publishes again, and records the seconds since the given time. */
    void awaitOutput(Fault fault, Role role, Instant since) {
        awaitOutput(fault, role, since, false);
    }

    /** @param onEveryPartition whether to wait for output on every partition, or on any */
    void awaitOutput(Fault fault, Role role, Instant since, boolean onEveryPartition) {
        observer.awaitOutputBeyond(offsets.ends(role.output(topics)), onEveryPartition);
        double seconds = await(role + " resumes after " + fault.name())
                .atMost(RESUME_TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> observer.resumedAfter(since), OptionalDouble::isPresent)
                .getAsDouble();
        recordSeconds(fault, seconds);
    }

    /** Records the seconds without output. */
    void recordSeconds(Fault fault, double seconds) {
        LOG.info("{}: {} s", fault.name(), seconds);
        faults.computeIfAbsent(fault, key -> new ArrayList<>()).add(seconds);
        runs.merge(fault, 1, Integer::sum);
    }

    void recordRun(Fault fault) {
        faults.computeIfAbsent(fault, key -> new ArrayList<>());
        runs.merge(fault, 1, Integer::sum);
    }

    void awaitSettled() {
        awaitSettled(SETTLE_TIMEOUT);
    }

    /** Waits until the topics hold all expected output. */
    void awaitSettled(Duration timeout) {
        await("all expected output")
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(lost()).as("lost").isEmpty());
    }

    private List<String> lost() {
        ExpectedOutput expected = site.expected();
        return observer.with(seen -> seen.missing(expected));
    }

    /** Waits until the pipeline is drained, verifies the topics from their beginning, and records the result. */
    void finish() {
        finish(Set.of());
    }

    /** @param poison the keys of records that no stage can read */
    void finish(Set<String> poison) {
        try {
            awaitSettled();
        } catch (ConditionTimeoutException e) {
            // the missing output is counted below
        }
        ObservedRecords late = new TopicObserver(broker.client(), topics).readToEnd();
        List<String> lost = late.missing(site.expected());
        List<String> duplicates = new ArrayList<>(late.duplicates());
        duplicates.addAll(observer.with(ObservedRecords::duplicates));
        faults.forEach(
                (fault, seconds) -> FaultTable.add(fault, runs.get(fault), lost.size(), duplicates.size(), seconds));
        assertThat(late.unreadable()).as("unreadable").isSubsetOf(poison);
        assertThat(lost).as("lost").isEmpty();
        assertThat(duplicates).as("duplicates").isEmpty();
    }

    @Override
    public void close() {
        stages.close();
        producer.close(Duration.ZERO);
        observer.close();
        offsets.close();
        broker.close();
    }
}
