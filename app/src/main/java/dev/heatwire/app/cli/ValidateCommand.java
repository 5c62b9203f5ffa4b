package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.events.Problem;
import dev.heatwire.ingest.SiteValidator;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.site.SiteLayouts;
import dev.heatwire.ingest.site.SiteProposal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire validate}: validates a site folder, or one article file on stdin, without Kafka. */
@Command(
        name = "validate",
        description =
                "Reads every file of a site folder, or one article file on stdin, and reports errors and warnings. "
                        + "Does not need Kafka.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            defaultValue = "seeds",
            description = "The site folder (default: seeds), or - for one article file on stdin.")
    private Path folder;

    @Mixin
    private Output output;

    @Mixin
    private SiteOptions siteOptions;

    @Mixin
    private SettingsFile file;

    @Override
    public Integer call() throws IOException {
        Settings settings = file.settings(siteOptions.flags());
        if (folder.toString().equals(STDIN)) {
            return print(SiteValidator.ofFile("stdin", System.in.readAllBytes(), settings.ingest(), Clock.systemUTC()));
        }
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "the site folder " + folder + " does not exist");
        }
        Optional<String> missing =
                SiteLayouts.missingArticles(folder, settings.ingest().limits());
        if (missing.isPresent()) {
            propose();
            throw new ParameterException(spec.commandLine(), missing.get());
        }
        SiteValidator site = SiteValidator.of(folder, settings.ingest(), Clock.systemUTC());
        if (site.lacksFields()) {
            propose();
        }
        return print(site);
    }

    /** Prints what {@code heatwire init} would write, beside the result. */
    private void propose() throws IOException {
        if (!Files.exists(folder.resolve(SiteLayout.FILE))) {
            SiteProposal.of(folder)
                    .ifPresent(proposal -> spec.commandLine()
                            .getErr()
                            .println("`heatwire init " + folder + "` would write this site.yaml:\n\n"
                                    + proposal.text()
                                            .lines()
                                            .map(TerminalText::printable)
                                            .collect(Collectors.joining("\n"))));
        }
    }

    private int print(SiteValidator site) {
        output.print(() -> Result.of(site), out -> {
            print(out, site.errors(), "");
            print(out, site.warnings(), "warning: ");
            out.println("%s, %s rejected"
                    .formatted(
                            TerminalText.count(site.articles(), "article"),
                            TerminalText.count(site.errors().size(), "file")));
        });
        if (site.articles() == 0) {
            return ExitCode.FAILED;
        }
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
