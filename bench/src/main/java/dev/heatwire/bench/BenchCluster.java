package dev.heatwire.bench;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.HeatwireCommand;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
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

/** A broker in a process of its own, and the programs that are measured on it, each in one of its own, too. */
final class BenchCluster implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    /** The programs look at their input before they have asked the broker where to begin. */
    private static final Duration SETTLED = Duration.ofMillis(500);

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
        return new BenchCluster(folder, broker, broker.line());
    }

    String address() {
        return address;
    }

    Topics topics(String prefix) {
        Topics topics = Topics.withPrefix(prefix);
        TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
        return topics;
    }

    /** A topic like those of the pipeline, outside of the contract. */
    String topic(String name) {
        Map<String, String> settings = Topics.withPrefix("").articles.settings();
        Reading.get(admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1).configs(settings)))
                .all());
        return name;
    }

    /** @return what all rounds but the first took */
    Result client(String name, String kind, String topic, int rounds, Path file, long articles) throws IOException {
        try (JavaProcess program = JavaProcess.start(
                name,
                folder.resolve(kind + ".log"),
                ClientProgram.class,
                kind,
                address,
                topic,
                Integer.toString(rounds),
                file.toString())) {
            String[] figures = program.line().split(" ");
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

    /** The stage as its users start it. */
    JavaProcess stage(Stage stage, String prefix) throws IOException {
        return heatwire(stage.name(), prefix, "--state-dir", state(prefix).toString());
    }

    /** Where the stages keep theirs. */
    Path state(String prefix) {
        return folder.resolve("state").resolve(prefix);
    }

    JavaProcess heatwire(String command, String prefix, String... more) throws IOException {
        String[] arguments = Stream.concat(
                        Stream.of(command, "--bootstrap-servers", address, "--topic-prefix", prefix), Stream.of(more))
                .toArray(String[]::new);
        return JavaProcess.start(command, folder.resolve(prefix + command + ".log"), HeatwireCommand.class, arguments);
    }

    Reading reading(Stage stage, Topics topics) {
        return reading(
                topics.prefix() + "heatwire-" + stage.name(),
                stage.reads().apply(topics).stream().map(TopicSpec::name).toList());
    }

    Reading reading(String group, List<String> topics) {
        return new Reading(admin, group, topics);
    }

    /** What a program takes for the articles that remain when it has gone through some, which warm it up. */
    Result measure(String name, JavaProcess program, Reading reading, double warmUp, long articles) throws IOException {
        until(List.of(program), () -> reading.share() >= warmUp);
        double share = reading.share();
        Clock clock = new Clock(List.of(program));
        until(List.of(program), reading::isDone);
        return clock.rung(name, articles * (1 - share));
    }

    /** Waits until it has been so for a while; what a clock says is of the beginning of that while. */
    void untilQuiet(List<JavaProcess> programs, Condition condition, Runnable reached) throws IOException {
        long since = 0;
        while (since == 0 || System.nanoTime() - since < SETTLED.toNanos()) {
            boolean quiet = condition.isTrue();
            if (quiet && since == 0) {
                reached.run();
                since = System.nanoTime();
            } else if (!quiet) {
                since = 0;
            }
            pause(programs);
        }
    }

    void until(List<JavaProcess> programs, Condition condition) throws IOException {
        until(programs, TIMEOUT, condition);
    }

    void until(List<JavaProcess> programs, Duration patience, Condition condition) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.isTrue()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not done within " + patience);
            }
            pause(programs);
        }
    }

    private void pause(List<JavaProcess> programs) throws IOException {
        broker.check();
        for (JavaProcess program : programs) {
            program.check();
        }
        LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }

    interface Condition {
        boolean isTrue();
    }

    /** Time and processor time from its making on. */
    static final class Clock {
        private final List<JavaProcess> programs;
        private final long start = System.nanoTime();
        private final Map<String, Duration> cpu;

        Clock(List<JavaProcess> programs) {
            this.programs = programs;
            this.cpu = programs.stream().collect(Collectors.toMap(JavaProcess::name, JavaProcess::cpu));
        }

        Result rung(String name, double articles) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Map<String, Duration> used = programs.stream()
                    .collect(Collectors.toMap(
                            JavaProcess::name, program -> program.cpu().minus(cpu.get(program.name()))));
            return new Result(name, articles, time, used);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        broker.close();
    }
}
