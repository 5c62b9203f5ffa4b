package dev.heatwire.app.cli.site;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.cli.Output;
import dev.heatwire.app.cli.SettingsFile;
import dev.heatwire.app.cli.SiteOptions;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.enrich.Enrichment;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.Stories;
import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.SiteValidator;
import dev.heatwire.ingest.SiteValidator.Contents;
import dev.heatwire.ingest.site.SiteLayouts;
import dev.heatwire.rank.SiteStories;
import dev.heatwire.rank.SiteStories.Found;
import dev.heatwire.rank.SiteStories.Story;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire stories}: prints the stories that detection finds in a site folder, without Kafka. */
@Command(
        name = "stories",
        description = "Prints the stories that detection finds in a site folder, and why, whether or not policy.yaml "
                + "turns it on. Does not need Kafka.",
        mixinStandardHelpOptions = true)
public final class StoriesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            defaultValue = "seeds",
            description = "The site folder (default: seeds).")
    private Path folder;

    @Option(
            names = "--threshold",
            paramLabel = "NAME",
            description = "careful, normal or generous (default: that of policy.yaml).")
    private Optional<String> threshold;

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
        IngestSettings settings = file.settings(siteOptions.flags()).ingest();
        SiteLayouts.missingArticles(folder, settings.limits()).ifPresent(missing -> {
            throw new ParameterException(spec.commandLine(), missing);
        });
        SiteValidator validator = SiteValidator.of(folder, settings, Clock.systemUTC());
        Contents site = validator.contents();
        Enrichment enrichment = Enrichment.with(site.providers(), site.newsTopics());
        List<EnrichedArticle> articles =
                site.articles().stream().map(enrichment::of).toList();
        Policy policy = detecting(site);
        Found found = SiteStories.of(articles, policy);
        output.print(
                () -> Result.of(articles.size(), policy.detection().orElseThrow(), found.stories()),
                out -> print(out, articles.size(), found));
        if (validator.errors().isEmpty()) {
            return ExitCode.DONE;
        }
        spec.commandLine()
                .getErr()
                .println(TerminalText.count(validator.errors().size(), "file") + " rejected; `heatwire validate "
                        + folder + "` says why");
        return ExitCode.SOME_REJECTED;
    }

    /** The policy of the site with detection on; the words of the topics are ignored then, as ingest has it. */
    private Policy detecting(Contents site) {
        Stories stories = site.policy().stories().orElse(Stories.STANDARD);
        List<String> keywords = site.newsTopics().stream()
                .flatMap(topic -> topic.keywords().stream())
                .toList();
        return site.policy()
                .with(new Stories(
                                true,
                                threshold.map(this::named).orElse(stories.threshold()),
                                stories.window(),
                                stories.ignoreWords())
                        .ignoring(keywords));
    }

    private Threshold named(String name) {
        try {
            return Threshold.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--threshold must be careful, normal or generous, and is " + name, e);
        }
    }

    private static void print(PrintWriter out, int articles, Found found) {
        for (Story story : found.stories()) {
            out.println(line(story.lead().provider().name(), story.lead().title()));
            story.company().forEach(covering -> {
                out.println("  " + line(covering.provider(), covering.title()));
                out.println("    " + TerminalText.printable(covering.reason().orElseThrow()));
            });
            int more = story.companyCount() - story.company().size();
            if (more > 0) {
                out.println("  " + more + " more");
            }
            out.println();
        }
        int stories = found.stories().size();
        out.println("%s of %s articles are in %s"
                .formatted(found.articles(), articles, stories == 1 ? "1 story" : stories + " stories"));
    }

    private static String line(String provider, String title) {
        return TerminalText.printable(provider + ": " + title);
    }

    private record Result(int articles, Threshold threshold, String window, List<FoundStory> stories) {
        static Result of(int articles, Stories policy, List<Story> stories) {
            return new Result(
                    articles,
                    policy.threshold(),
                    policy.window().toString(),
                    stories.stream().map(FoundStory::of).toList());
        }
    }

    private record FoundStory(String story, Lead lead, int coverageCount, List<CoveringArticle> coverage) {
        static FoundStory of(Story story) {
            EnrichedArticle lead = story.lead();
            return new FoundStory(
                    story.id(),
                    new Lead(
                            lead.id(), lead.url(), lead.title(), lead.provider().name()),
                    story.companyCount(),
                    story.company());
        }
    }

    private record Lead(String id, String url, String title, String provider) {}
}
