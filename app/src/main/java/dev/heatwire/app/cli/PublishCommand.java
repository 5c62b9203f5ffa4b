package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.app.runtime.ArticleFileSender;
import dev.heatwire.events.Article;
import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire publish}: puts article files on the input topic, or withdraws them. */
@Command(
        name = "publish",
        description = "Puts article files on the input topic, from which ingest reads them. A file with errors is not "
                + "published.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Article files. A file whose name ends in .json holds one JSON object instead.")
    private List<Path> files;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The record's key, for one file (default: the path as given).")
    private Optional<String> key;

    @Option(names = "--withdraw", description = "Withdraw the articles of these files; the files need not exist.")
    private boolean withdraw;

    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws IOException {
        if (key.isPresent() && files.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--key is for one file");
        }
        Settings settings = options.settings();
        Map<String, List<Problem>> rejected = new TreeMap<>();
        List<String> sent = new ArrayList<>();
        try (Progress progress = Progress.ofThisProcess();
                ArticleFileSender sender = new ArticleFileSender(settings.client(), settings.topics())) {
            for (Path file : files) {
                if (withdraw) {
                    sender.withdraw(keyOf(file));
                    sent.add(keyOf(file));
                } else {
                    publish(file, settings, sender, sent, rejected);
                }
                progress.files(sent.size() + rejected.size(), files.size());
            }
        }
        output.print(() -> new Result(sent, JsonViews.rejections(rejected)), out -> {
            rejected.forEach((file, problems) ->
                    problems.forEach(problem -> out.println(TerminalText.printable(problem.in(file)))));
            out.println("%s %s, %d rejected"
                    .formatted(
                            TerminalText.count(sent.size(), "file"),
                            withdraw ? "withdrawn" : "published",
                            rejected.size()));
        });
        return rejected.isEmpty() ? ExitCode.DONE : ExitCode.SOME_REJECTED;
    }

    private record Result(List<String> keys, List<JsonViews.Rejection> rejected) {}

    private void publish(
            Path file,
            Settings settings,
            ArticleFileSender sender,
            List<String> sent,
            Map<String, List<Problem>> rejected)
            throws IOException {
        Content.Format format = file.toString().endsWith(".json") ? Content.Format.JSON : Content.Format.FRONT_MATTER;
        byte[] bytes = Files.readAllBytes(file);
        ParseResult<Article> parsed = new ArticleParser(settings.ingest().limits(), Clock.systemUTC(), topic -> true)
                .parse(Content.of(bytes, format), file.toString());
        if (parsed.errors().isEmpty()) {
            sender.publish(keyOf(file), bytes, format);
            sent.add(keyOf(file));
        } else {
            rejected.put(file.toString(), parsed.errors());
        }
    }

    private String keyOf(Path file) {
        return key.orElseGet(() -> file.normalize().toString().replace('\\', '/'));
    }
}
