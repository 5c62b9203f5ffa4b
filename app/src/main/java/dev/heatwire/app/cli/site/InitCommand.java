package dev.heatwire.app.cli.site;

import dev.heatwire.app.report.TerminalText;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.site.SiteProposal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire init}: writes a {@code site.yaml} for a folder that was made for another tool. */
@Command(
        name = "init",
        description = "Looks at the files of a folder, writes a site.yaml that describes its layout, and says what it "
                + "assumed. Never overwrites a file; does not need Kafka.",
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            defaultValue = ".",
            description = "The folder (default: this one).")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "the folder " + folder + " does not exist");
        }
        Path file = folder.resolve(SiteLayout.FILE);
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " exists, and is not overwritten");
        }
        Optional<SiteProposal> proposal = SiteProposal.of(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (proposal.isEmpty()) {
            if (!Files.isDirectory(folder.resolve("articles"))) {
                throw new IllegalArgumentException("no Markdown file in " + folder + " has a title and a date");
            }
            out.println("needs no site.yaml: articles are in " + folder.resolve("articles"));
            return 0;
        }
        Files.writeString(file, proposal.get().text(), StandardOpenOption.CREATE_NEW);
        out.println("wrote " + file + ", which assumes that");
        proposal.get().assumptions().forEach(text -> out.println("  " + TerminalText.printable(text)));
        out.println("check it: heatwire validate " + folder);
        return 0;
    }
}
