package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.monitoring.HealthStatus;
import dev.heatwire.app.monitoring.ManagementServer;
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

/** {@code heatwire topics repair}: for a cluster of one broker that was killed; safe to repeat. */
@Command(
        name = "repair",
        description = "Ends transactions that a killed broker left open, and that readers would wait for for ever.",
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
            description = "Keeps looking, as often as this (PT10S is ten seconds), until it is stopped.")
    private Optional<Duration> every;

    /** The last time. */
    private volatile boolean looked;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        Map<String, String> client = settings.client();
        if (every.isEmpty()) {
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                int freed = new HangingTransactionRecovery(admin, client).end();
                print(freed == 0 ? "nothing to repair" : freed(freed));
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
        return looked ? HealthStatus.ready("looking") : HealthStatus.notYet("could not look");
    }

    private void repairUntil(ShutdownSignal stop, HangingTransactionRecovery transactions) throws InterruptedException {
        while (!stop.isRequested()) {
            try {
                int freed = transactions.end();
                looked = true;
                if (freed > 0) {
                    print(freed(freed));
                }
            } catch (AuthorizationException e) {
                throw e;
            } catch (KafkaException e) {
                // a broker that is away may be one that was killed: look again when it is back
                looked = false;
                LOG.warn("could not look: {}", FailureMessages.reason(e));
            }
            stop.pause(every.orElseThrow());
        }
    }

    private static String freed(int partitions) {
        return "freed %d partitions".formatted(partitions);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
