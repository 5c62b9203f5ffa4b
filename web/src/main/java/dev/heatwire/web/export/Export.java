package dev.heatwire.web.export;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.syndication.PublicSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of an export.
 *
 * @param files by their paths in the export, which have slashes and stay within it
 * @param formats the formats that were asked for
 * @param skipped the names of feeds that no path can be made of
 */
public record Export(Map<String, File> files, Set<ExportFormat> formats, List<String> skipped) {
    /** A name of a file longer than this, in bytes, is not possible on most file systems. */
    private static final int MAX_NAME_LENGTH = 200;

    /** Files of the export; a folder of that name would be in their place. */
    private static final Set<String> RESERVED =
            Set.of(".", "..", ".git", "feed.json", "atom.xml", "rss.xml", "index.json", "heatwire.json");

    /** The content of a file, and the format it belongs to. */
    record File(ExportFormat format, byte[] content) {}

    public static Export of(Collection<RankedFeed> feeds, PublicSite site, Set<ExportFormat> formats) {
        List<RankedFeed> named = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        feeds.stream().sorted(Comparator.comparing(RankedFeed::feed)).forEach(feed -> {
            if (isPath(feed.feed())) {
                named.add(feed);
            } else {
                skipped.add(feed.feed());
            }
        });
        Map<String, File> files = new TreeMap<>();
        formats.forEach(format -> format.files(named, site)
                .forEach((path, content) -> files.putIfAbsent(path, new File(format, content))));
        return new Export(files, EnumSet.copyOf(formats), skipped);
    }

    /** The name of a feed comes from article files, so it is not trusted to stay within the export. */
    private static boolean isPath(String feed) {
        return Stream.of(feed.split("/", -1)).allMatch(Export::isFileName);
    }

    private static boolean isFileName(String name) {
        return !name.isEmpty()
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                && !name.startsWith(ExportDirectory.OWN_FILES)
                && name.indexOf('\\') < 0
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_LENGTH;
    }
}
