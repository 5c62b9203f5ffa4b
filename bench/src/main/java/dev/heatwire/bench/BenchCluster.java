package dev.heatwire.bench;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.HeatwireCommand;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, and the measured programs, each also in a process of its own. */
final class BenchCluster implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    /** How long a condition must hold, because a consumer group has no committed offsets right after its start. */
    private static final Duration STABLE_DURATION = Duration.ofMillis(500);

    private final Path folder;
    private final JavaProcess broker;
    private final String address;
    private final Admin admin;

    private BenchCluster(Path folder, JavaProcess broker, String address) {
        this.folder = folder;
        this.broker = broker;
        this.address = address;
        this.admin = Admin.create(Map.of("bootstrap.servers", address));
    }

    static BenchCluster open(Path folder) throws IOException {
        JavaProcess broker = JavaProcess.start(
                "broker",
                folder.resolve("broker.log"),
                BrokerProgram.class,
                folder.resolve("broker").toString());
        return new BenchCluster(folder, broker, broker.readLine());
    }

    String address() {
        return address;
    }

    Topics topics(String prefix) {
        Topics topics = Topics.withPrefix(prefix);
        TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
        return topics;
    }

    /** Creates a topic with the settings of {@code articles}. */
    String topic(String name) {
        Map<String, String> settings = Topics.withPrefix("").articles.settings();
        AdminResults.get(admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1).configs(settings)))
                .all());
        return name;
    }

    /** @return the time of all rounds but the first, which is warm-up */
    Result client(String name, String kind, String topic, int rounds, Path file, long articles) throws IOException {
        try (JavaProcess process = JavaProcess.start(
                name,
                folder.resolve(kind + ".log"),
                ClientProgram.class,
                kind,
                address,
                topic,
                Integer.toString(rounds),
                file.toString())) {
            String[] figures = process.readLine().split(" ");
            return new Result(
                    name,
                    (double) articles * Math.max(1, rounds - 1),
                    seconds(figures[0]),
                    Map.of(name, seconds(figures[1])));
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos((long) (Double.parseDouble(text) * 1e9));
    }

    JavaProcess copy(String kind, String input, String output) throws IOException {
        return JavaProcess.start(
                "copy-" + kind,
                folder.resolve("copy-" + kind + ".log"),
                CopyProgram.class,
                kind,
                address,
                input,
                output,
                folder.resolve("state").toString());
    }

    /** Starts the stage with the heatwire command. */
    JavaProcess stage(Stage stage, String prefix) throws IOException {
        return heatwire(stage.name(), prefix, "--state-dir", state(prefix).toString());
    }

    /** The state directory of the stages. */
    Path state(String prefix) {
        return folder.resolve("state").resolve(prefix);
    }

    JavaProcess heatwire(String command, String prefix, String... more) throws IOException {
        String[] arguments = Stream.concat(
                        Stream.of(command, "--bootstrap-servers", address, "--topic-prefix", prefix), Stream.of(more))
                .toArray(String[]::new);
        return JavaProcess.start(command, folder.resolve(prefix + command + ".log"), HeatwireCommand.class, arguments);
    }

    GroupProgress progress(Stage stage, Topics topics) {
        return progress(
                StageRunner.applicationId(stage, topics),
                stage.reads().apply(topics).stream().map(TopicSpec::name).toList());
    }

    GroupProgress progress(String group, List<String> topics) {
        return new GroupProgress(admin, group, topics);
    }

    /** Measures a process from the moment when it has processed the warm-up share of the articles. */
    Result measure(String name, JavaProcess process, GroupProgress progress, double warmUp, long articles)
            throws IOException {
        await(List.of(process), () -> progress.share() >= warmUp);
        double share = progress.share();
        Stopwatch stopwatch = new Stopwatch(List.of(process));
        await(List.of(process), progress::isDone);
        return stopwatch.result(name, articles * (1 - share));
    }

    /** Waits until the condition has held for a while, and calls {@code reached} when that while begins. */
    void awaitStable(List<JavaProcess> processes, Condition condition, Runnable reached) throws IOException {
        long since = 0;
        while (since == 0 || System.nanoTime() - since < STABLE_DURATION.toNanos()) {
            boolean holds = condition.isTrue();
            if (holds && since == 0) {
                reached.run();
                since = System.nanoTime();
            } else if (!holds) {
                since = 0;
            }
            pause(processes);
        }
    }

    void await(List<JavaProcess> processes, Condition condition) throws IOException {
        await(processes, TIMEOUT, condition);
    }

    void await(List<JavaProcess> processes, Duration timeout, Condition condition) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.isTrue()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not finished within " + timeout);
            }
            pause(processes);
        }
    }

    private void pause(List<JavaProcess> processes) throws IOException {
        broker.check();
        for (JavaProcess process : processes) {
            process.check();
        }
        LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }

    interface Condition {
        boolean isTrue();
    }

    /** Measures time and processor time since its creation. */
    static final class Stopwatch {
        private final List<JavaProcess> processes;
        private final long start = System.nanoTime();
        private final Map<String, Duration> cpu;

        Stopwatch(List<JavaProcess> processes) {
            this.processes = processes;
            this.cpu = processes.stream().collect(Collectors.toMap(JavaProcess::name, JavaProcess::cpu));
        }

        Result result(String name, double articles) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Map<String, Duration> used = processes.stream()
                    .collect(Collectors.toMap(
                            JavaProcess::name, process -> process.cpu().minus(cpu.get(process.name()))));
            return new Result(name, articles, time, used);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        broker.close();
    }
}
