package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.monitoring.HealthStatus;
import dev.heatwire.app.monitoring.ManagementServer;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.app.runtime.ClusterConnector;
import dev.heatwire.app.runtime.FailureMessages;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.broker.HangingTransactionRecovery;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code heatwire topics repair}: completes transactions that hang after an unclean shutdown of the only broker of a
 * cluster; safe to repeat.
 */
@Command(
        name = "repair",
        description =
                "Completes transactions that hang after a broker was killed and that would block consumers forever.",
        mixinStandardHelpOptions = true)
final class RepairTransactionsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RepairTransactionsCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions options;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "Repeat at this interval, such as PT10S, until stopped (default: run once).")
    private Optional<Duration> every;

    /** Whether the latest attempt succeeded. */
    private volatile boolean succeeded;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        Map<String, String> client = settings.client();
        if (every.isEmpty()) {
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                int partitions = new HangingTransactionRecovery(admin, client).end();
                print(partitions == 0 ? "nothing to repair" : repaired(partitions));
            }
            return ExitCode.DONE;
        }
        try (ShutdownSignal stop = new ShutdownSignal();
                ManagementServer monitor = ManagementServer.start(
                        "repair", settings, spec.commandLine().getErr())) {
            monitor.ask(this::health);
            Optional<Admin> connected = ClusterConnector.await("repair", settings, List.of(), stop);
            if (connected.isPresent()) {
                try (Admin admin = connected.get()) {
                    repairUntil(stop, new HangingTransactionRecovery(admin, client));
                }
            }
        }
        return ExitCode.DONE;
    }

    private HealthStatus health() {
        return succeeded ? HealthStatus.ready("running") : HealthStatus.notYet("the latest repair failed");
    }

    private void repairUntil(ShutdownSignal stop, HangingTransactionRecovery recovery) throws InterruptedException {
        while (!stop.isRequested()) {
            try {
                int partitions = recovery.end();
                succeeded = true;
                if (partitions > 0) {
                    print(repaired(partitions));
                }
            } catch (AuthorizationException e) {
                throw e;
            } catch (KafkaException e) {
                // the broker may be restarting after a crash: try again at the next interval
                succeeded = false;
                LOG.warn("repair failed: {}", FailureMessages.reason(e));
            }
            stop.pause(every.orElseThrow());
        }
    }

    private static String repaired(int partitions) {
        return "repaired " + TerminalText.count(partitions, "partition");
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
