package dev.heatwire.app.cli;

import dev.heatwire.app.cli.outlets.ExportCommand;
import dev.heatwire.app.cli.outlets.ServeCommand;
import dev.heatwire.app.cli.site.InitCommand;
import dev.heatwire.app.cli.site.StoriesCommand;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.app.runtime.FailureMessages;
import dev.heatwire.app.runtime.NativeLibraries;
import dev.heatwire.app.runtime.OpenFileLimit;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code heatwire}; prints results to stdout and logs to stderr. */
@Command(
        name = "heatwire",
        description = "Turns a growing folder of article files into a ranked news feed on Apache Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            IngestCommand.class,
            PublishCommand.class,
            StageCommands.Enrich.class,
            StageCommands.Rank.class,
            StageCommands.Sink.class,
            ServeCommand.class,
            ExportCommand.class,
            TopicsCommand.class,
            TopCommand.class,
            FeedsCommand.class,
            ExplainCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            ResetCommand.class,
            ValidateCommand.class,
            InitCommand.class,
            StoriesCommand.class,
            WarmUpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:usage", "3:some files were rejected"})
public final class HeatwireCommand {
    private static final Logger LOG = LoggerFactory.getLogger(HeatwireCommand.class);

    private HeatwireCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command; its output, and that of the broker it may embed, is the same in every locale. */
    public static CommandLine commandLine() {
        // Kafka's group coordinator finds enum constants by names that it converts in the default locale (Turkish ı)
        Locale.setDefault(Locale.ROOT);
        return new CommandLine(new HeatwireCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(HeatwireCommand::printUsageError)
                .setExecutionStrategy(HeatwireCommand::run)
                .setExecutionExceptionHandler(HeatwireCommand::printFailure);
    }

    private static int run(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        boolean needsKafka = command.commandSpec().mixins().values().stream()
                .anyMatch(mixin -> mixin.userObject() instanceof ClusterOptions);
        if (needsKafka && !command.isUsageHelpRequested()) {
            try {
                OpenFileLimit.require(OpenFileLimit.CLIENT);
                NativeLibraries.prepare();
            } catch (IllegalStateException | NativeLibraries.UnusableException e) {
                throw new CommandLine.ExecutionException(command.commandSpec().commandLine(), e.getMessage(), e);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Prints the reason, similar names if there are any, and how to get help; the whole help would hide the reason. */
    private static int printUsageError(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("heatwire: " + TerminalText.printable(error.getMessage()));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Prints one line; the stack trace goes to the log at level DEBUG. */
    private static int printFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        PrintWriter err = command.getErr();
        String own = messageOf(failure);
        String message = FailureMessages.refusal(failure)
                .filter(refusal -> !own.contains("ot authorized"))
                .orElse(own);
        err.println("heatwire: " + message);
        return failure instanceof Settings.InvalidSettings ? ExitCode.USAGE : ExitCode.FAILED;
    }

    /** The message; that of an exception about a file is only its path. */
    private static String messageOf(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission to access " + denied.getFile();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
