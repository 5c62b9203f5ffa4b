package dev.heatwire.app.cli;

import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.events.Problem;
import dev.heatwire.ingest.SiteValidator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire validate}: validates a site folder without Kafka. */
@Command(
        name = "validate",
        description = "Reads every file of a site folder and reports errors and warnings. Does not need Kafka.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            defaultValue = "seeds",
            description = "The site folder (default: seeds).")
    private Path folder;

    @Mixin
    private Output output;

    @Mixin
    private SiteOptions siteOptions;

    @Mixin
    private SettingsFile file;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "the site folder " + folder + " does not exist");
        }
        SiteValidator site =
                SiteValidator.of(folder, file.settings(siteOptions.flags()).ingest(), Clock.systemUTC());
        output.print(() -> Result.of(site), out -> {
            print(out, site.errors(), "");
            print(out, site.warnings(), "warning: ");
            out.println("%s, %s rejected"
                    .formatted(
                            TerminalText.count(site.articles(), "article"),
                            TerminalText.count(site.errors().size(), "file")));
        });
        return site.errors().isEmpty() ? ExitCode.DONE : ExitCode.SOME_REJECTED;
    }

    private record Result(int articles, List<JsonViews.Rejection> rejected, List<JsonViews.Rejection> warnings) {
        static Result of(SiteValidator site) {
            return new Result(
                    site.articles(), JsonViews.rejections(site.errors()), JsonViews.rejections(site.warnings()));
        }
    }

    private static void print(PrintWriter out, Map<String, List<Problem>> problems, String prefix) {
        problems.forEach((path, list) ->
                list.forEach(problem -> out.println(prefix + TerminalText.printable(problem.in(path)))));
    }
}
