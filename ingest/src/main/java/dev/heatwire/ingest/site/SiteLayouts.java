package dev.heatwire.ingest.site;

import dev.heatwire.ingest.directory.DirectoryListing;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the layout of a site folder for commands that look at it once. */
public final class SiteLayouts {
    private SiteLayouts() {}

    /**
     * The layout that {@code site.yaml} describes, or the standard one if there is no such file; a link out of the site
     * folder is none, as ingest does not read it.
     */
    public static ParseResult<SiteLayout> read(Path site, Limits limits) {
        Path file = site.resolve(SiteLayout.FILE);
        if (!Files.isRegularFile(file) || leadsOut(site, file)) {
            return new ParseResult<>(Optional.of(SiteLayout.STANDARD), List.of(), List.of());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SiteFile.read(in.readNBytes(limits.referenceBytes() + 1), limits);
        } catch (IOException e) {
            return ParseResult.rejected(ParseResult.UNREADABLE);
        }
    }

    /** Scans the folder with its layout; with a {@code site.yaml} that is invalid, finds that file only. */
    public static DirectoryListing scan(Path site, SiteDirectory directory, Limits limits) {
        read(site, limits).value().ifPresent(directory::use);
        return directory.scan();
    }

    /** Why the folder cannot be a site folder: none of its article folders exists. */
    public static Optional<String> missingArticles(Path site, Limits limits) {
        Optional<SiteLayout> layout = read(site, limits).value();
        if (layout.isEmpty() || layout.get().articles().stream().anyMatch(folder -> isInside(site, folder))) {
            return Optional.empty();
        }
        boolean isArticles = site.toAbsolutePath().normalize().endsWith("articles");
        return Optional.of("no folder %s in %s%s"
                .formatted(
                        String.join(", ", layout.get().articles()),
                        site,
                        isArticles
                                ? "; name the folder that contains it, "
                                        + site.toAbsolutePath().normalize().getParent()
                                : "; is it a site? Where articles are elsewhere, site.yaml says so (docs/sites.md)"));
    }

    private static boolean isInside(Path site, String folder) {
        Path path = site.resolve(folder);
        return Files.isDirectory(path) && !leadsOut(site, path);
    }

    private static boolean leadsOut(Path site, Path path) {
        try {
            return !path.toRealPath().startsWith(site.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
