package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.json.Json;
import dev.heatwire.examples.FeedClient;
import dev.heatwire.examples.FeedStreams;
import dev.heatwire.examples.FilePublisher;
import dev.heatwire.faults.process.ExternalCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Each example prints the same feed as {@code heatwire top}. Examples in other languages are skipped where their
 * runtime is not installed; the console consumer needs Docker, because it is part of Kafka's image.
 */
@Tag("full")
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final int ARTICLES = 2_000;

    @TempDir
    private static Path folder;

    private static AutoCloseable broker;
    private static String servers;
    private static List<String> top;

    @BeforeAll
    static void rank() throws IOException {
        servers = start();
        TestSite site = TestSite.generated(folder.resolve("site"), ARTICLES);
        heatwire("run", site.root().toString(), "--once", "--data=" + folder.resolve("data"));
        top = Json.MAPPER
                .readTree(heatwire("top", "-n=10", "--format=json"))
                .valueStream()
                .map(entry -> "%s %s %s"
                        .formatted(
                                entry.get("rank"),
                                entry.get("heat"),
                                entry.get("title").stringValue()))
                .toList();
        assertThat(top).hasSize(10);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void shouldReadTheFeedWithAPlainClient() throws Exception {
        assertThat(run(java(FeedClient.class))).isEqualTo(top);
    }

    @Test
    void shouldReadTheFeedAsATableOfKafkaStreams() throws Exception {
        assertThat(run(java(FeedStreams.class))).isEqualTo(top);
    }

    @Test
    void shouldReadTheFeedWithNode() throws Exception {
        assertThat(run(node(), List.of("node", "feed.js", servers, "news", "10", "--once")))
                .isEqualTo(top);
    }

    @Test
    void shouldFeedTheInputTopicWithAPlainClient() throws Exception {
        Path file = Files.writeString(folder.resolve("plain.md"), """
                ---
                title: From a plain client
                publishedDateTime: 2026-03-01T10:00:00Z
                webUrl: https://site.example/plain
                ---
                """);
        run(java(FilePublisher.class, servers, file.toString()));
        assertThat(heatwire("ingest", "--from-topic", "--once")).contains("1 file");
        assertThat(heatwire("status")).contains("topic:plain.md");

        Files.delete(file);
        run(java(FilePublisher.class, servers, file.toString()));
        heatwire("ingest", "--from-topic", "--once");
        assertThat(heatwire("status")).doesNotContain("topic:plain.md");
    }

    @Test
    void shouldFeedTheInputTopicWithNode() throws Exception {
        Path node = node();
        run(node, List.of("node", "publish.js", servers, "from-node", """
                        {"title": "From Node", "publishedDateTime": "2026-03-01T10:00:00Z",
                         "webUrl": "https://site.example/node"}"""));
        heatwire("ingest", "--from-topic", "--once");
        assertThat(heatwire("status")).contains("topic:from-node");

        run(node, List.of("node", "publish.js", servers, "from-node"));
        heatwire("ingest", "--from-topic", "--once");
        assertThat(heatwire("status")).doesNotContain("topic:from-node");
    }

    @Test
    void shouldReadTheFeedWithKcat() throws Exception {
        assumeTrue(isInstalled("kcat") && isInstalled("jq"), "kcat or jq is not installed");

        assertThat(run(List.of(EXAMPLES.resolve("shell/kcat.sh").toString(), servers)))
                .isEqualTo(top);
    }

    @Test
    void shouldReadTheFeedWithTheConsoleConsumer() throws Exception {
        assumeTrue(broker instanceof KafkaContainer && isInstalled("jq"), "Docker or jq is not installed");
        String container = ((KafkaContainer) broker).getContainerId();
        Path tool = Files.createDirectories(folder.resolve("bin")).resolve("kafka-console-consumer.sh");
        Files.writeString(
                tool,
                "#!/bin/sh\nexec docker exec %s /opt/kafka/bin/kafka-console-consumer.sh \"$@\"\n"
                        .formatted(container));
        assertThat(tool.toFile().setExecutable(true)).isTrue();

        // the listener within the container
        assertThat(run(List.of(EXAMPLES.resolve("shell/console-consumer.sh").toString(), "localhost:9093")))
                .isEqualTo(top);
    }

    @Test
    void shouldBeShownInTheGuide() throws IOException {
        Path docs = EXAMPLES.resolveSibling("docs");
        String guide = Files.readString(docs.resolve("consuming.md")) + Files.readString(docs.resolve("ingesting.md"));
        Matcher snippet = Pattern.compile("(?s)```java\n(.*?)```").matcher(guide);
        Path source = EXAMPLES.resolve("src/main/java")
                .resolve(FeedClient.class.getName().replace('.', '/') + ".java");

        assertThat(snippet.find()).isTrue();
        assertThat(Files.readString(source).stripIndent())
                .contains(snippet.group(1).strip().indent(12).strip());
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(sh|java)|.*node/[a-z]*\\.js"))
                            .map(file -> file.getFileName().toString().replaceAll("\\.java", "")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(guide).contains(name));
        }
    }

    /** The folder of the Node examples, with their dependencies. */
    private static Path node() throws Exception {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_NODE"));
        assumeTrue(required || (isInstalled("node") && isInstalled("npm")), "Node is not installed");
        Path node = folder.resolve("node");
        if (Files.notExists(node)) {
            copy(EXAMPLES.resolve("node"), node);
            boolean installed = command(node, List.of("npm", "ci", "--no-audit", "--no-fund"))
                    .succeeds();
            assumeTrue(required || installed, "npm cannot install the dependencies");
        }
        return node;
    }

    private static String start() throws IOException {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_DOCKER"));
        if (required || DockerClientFactory.instance().isDockerAvailable()) {
            KafkaContainer kafka = new KafkaContainer(ContainerPipelineTest.IMAGE);
            kafka.start();
            broker = kafka;
            return kafka.getBootstrapServers();
        }
        EmbeddedBroker embedded = EmbeddedBroker.start(folder.resolve("broker"));
        broker = embedded;
        return embedded.address();
    }

    private static String heatwire(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--bootstrap-servers=" + servers);
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run.out();
    }

    private static List<String> java(Class<?> program) {
        return java(program, servers, "news", "10", "--once");
    }

    private static List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        return run(folder, command);
    }

    /** The lines that a program prints, with single spaces; fails if the program fails. */
    private static List<String> run(Path directory, List<String> command) throws IOException, InterruptedException {
        ExternalCommand.Result result = command(directory, command).run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out()
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static ExternalCommand command(Path directory, List<String> command) {
        String path = folder.resolve("bin") + File.pathSeparator + System.getenv("PATH");
        return ExternalCommand.of(command).in(directory).with(Map.of("PATH", path, "LC_ALL", "C.UTF-8"));
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of("feed.js", "publish.js", "package.json", "package-lock.json")) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
        return to;
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
