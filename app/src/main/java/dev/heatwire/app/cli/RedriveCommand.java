package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.deadletters.RedrivePlanner;
import dev.heatwire.app.report.FeedTable;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code heatwire dead-letters redrive}: has rejected files read again by ingest, at once or when it next runs, and
 * sends the stages the records that they could not use.
 */
@Command(
        name = "redrive",
        description = "Has rejected files read again, and records that a stage could not use sent again.",
        mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        Topics topics = settings.topics();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        List<String> files = new ArrayList<>();
        RedrivePlanner.Plan plan;
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client());
                Admin admin = Admin.create(new HashMap<>(settings.client()))) {
            plan = plan(reader, admin, topics);
            // last, because what is written back must be what stands there; a file in failed/ is not there to be read
            new TreeMap<>(reader.readTable(topics.fileStates)).forEach((path, state) -> {
                if (state.state() == State.REJECTED && !state.removedByIngest()) {
                    files.add(path);
                    records.add(retry(topics, path, state));
                }
            });
        }
        plan.resend()
                .forEach(letter -> records.add(new ProducerRecord<>(
                        letter.origin().topic(),
                        letter.origin().partition(),
                        letter.record().key(),
                        letter.record().value())));
        send(records, settings);
        Result result = new Result(files, plan.resend().size(), plan.left());
        output.print(() -> result, out -> print(out, result));
        return ExitCode.DONE;
    }

    private static RedrivePlanner.Plan plan(CompactedTopicReader reader, Admin admin, Topics topics) {
        List<RedrivePlanner.Letter> letters = new ArrayList<>();
        reader.read(
                topics.deadLetters.name(),
                record -> RedrivePlanner.Letter.of(record).ifPresent(letters::add));
        RedrivePlanner redrive =
                new RedrivePlanner(AdminResults.get(admin.listTopics().names()));
        redrive.topicsOf(letters).forEach(topic -> reader.read(topic, redrive::lastWord));
        return redrive.plan(letters);
    }

    private static ProducerRecord<String, byte[]> retry(Topics topics, String path, FileState state) {
        FileState retry = state.in(State.RETRY_REQUESTED, Instant.now());
        return new ProducerRecord<>(
                topics.fileStates.name(),
                path,
                topics.fileStates.values().serializer().serialize(topics.fileStates.name(), retry));
    }

    private static void send(List<ProducerRecord<String, byte[]>> records, Settings settings)
            throws InterruptedException, ExecutionException {
        Map<String, Object> config = new HashMap<>(settings.client());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().<Future<RecordMetadata>>map(producer::send).toList();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private record Result(List<String> files, int records, Map<String, Integer> left) {}

    private static void print(PrintWriter out, Result result) {
        result.files().forEach(path -> out.println("to be read again: " + FeedTable.printable(path)));
        out.println("%d files to be read again, %d records sent again"
                .formatted(result.files().size(), result.records()));
        result.left().forEach((reason, count) -> out.println("left: %d %s".formatted(count, reason)));
    }
}
