package dev.heatwire.app.cli;

import dev.heatwire.app.report.FeedTable;
import dev.heatwire.app.report.JsonViews;
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

/** {@code heatwire validate}: reads a site folder and says what is wrong, without Kafka. */
@Command(
        name = "validate",
        description = "Reads every file of a site folder and says what is wrong; needs no Kafka.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SITE", defaultValue = "seeds", description = "The site folder.")
    private Path site;

    @Mixin
    private Output output;

    @Mixin
    private SiteOptions which;

    @Mixin
    private SettingsFile file;

    @Override
    public Integer call() {
        if (!Files.isDirectory(site)) {
            throw new ParameterException(spec.commandLine(), "there is no site folder " + site);
        }
        SiteValidator check =
                SiteValidator.of(site, file.settings(which.flags()).ingest(), Clock.systemUTC());
        output.print(() -> Result.of(check), out -> {
            print(out, check.errors(), "");
            print(out, check.warnings(), "warning: ");
            out.println("%d articles, %d %s rejected"
                    .formatted(
                            check.articles(),
                            check.errors().size(),
                            check.errors().size() == 1 ? "file" : "files"));
        });
        return check.errors().isEmpty() ? ExitCode.DONE : ExitCode.SOME_REJECTED;
    }

    private record Result(int articles, List<JsonViews.Rejection> rejected, List<JsonViews.Rejection> warnings) {
        static Result of(SiteValidator check) {
            return new Result(
                    check.articles(), JsonViews.rejections(check.errors()), JsonViews.rejections(check.warnings()));
        }
    }

    private static void print(PrintWriter out, Map<String, List<Problem>> problems, String prefix) {
        problems.forEach(
                (file, list) -> list.forEach(problem -> out.println(prefix + FeedTable.printable(problem.in(file)))));
    }
}
