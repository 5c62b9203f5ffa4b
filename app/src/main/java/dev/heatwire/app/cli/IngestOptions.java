package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the commands that publish a site folder. */
final class IngestOptions extends SiteOptions {
    @Option(
            names = "--after",
            paramLabel = "keep|move|delete",
            description = "What to do with article files after publishing them (default: keep).")
    private Optional<String> after;

    @Option(
            names = "--replace-site",
            description = "Withdraw the articles of another site that was published to the same topics.")
    private boolean replaceSite;

    boolean mayReplaceSite() {
        return replaceSite;
    }

    @Override
    public Map<String, String> flags() {
        Map<String, String> flags = super.flags();
        after.ifPresent(value -> flags.put(Settings.AFTER, value));
        return flags;
    }
}
