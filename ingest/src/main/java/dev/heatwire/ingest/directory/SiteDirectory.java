package dev.heatwire.ingest.directory;

import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, reads and moves the files of a site folder, and never reads a file outside of it. */
public final class SiteDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SiteDirectory.class);
    private static final List<String> SITE_FILES = List.of("site", "policy", "topics", "providers");

    private final Path root;
    private final FileFilter selection;
    /** Absent until a {@code site.yaml} that is there has been read. */
    private Optional<SiteLayout> layout = Optional.empty();

    private List<String> notes = List.of();
    /** The file system's own paths: some file names change when they are converted to text and back. */
    private final Map<String, Path> paths = new HashMap<>();

    private final Set<String> warned = new HashSet<>();

    public SiteDirectory(Path root, FileFilter selection) {
        this.root = root;
        this.selection = selection;
    }

    /** Reads the folder with this layout from now on. */
    public void use(SiteLayout newLayout) {
        layout = Optional.of(newLayout);
    }

    /** Absent until a {@code site.yaml} that is there has been read. */
    public Optional<SiteLayout> layout() {
        return layout;
    }

    /** The paths that are article files, in order. */
    public Set<String> articlesOf(Set<String> paths) {
        return paths.stream()
                .filter(layout.orElse(SiteLayout.STANDARD)::isArticle)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Sentences about files of the last scan that are not read, although they look as if they should. */
    public List<String> notes() {
        return notes;
    }

    /** Logs the notes of the last scan; each sentence once, although every scan finds it again. */
    public void logNotes() {
        notes.forEach(this::warn);
    }

    /** The content of a file; that of an article changes with the layout, too. */
    public Content contentOf(String path, byte[] bytes) {
        SiteLayout site = layout.orElse(SiteLayout.STANDARD);
        return site.isArticle(path) ? Content.of(bytes, site.fingerprint()) : Content.of(bytes);
    }

    public DirectoryListing scan() {
        paths.clear();
        try {
            return scan(visitor());
        } catch (IOException e) {
            warn("the site folder cannot be read: " + e);
            return new DirectoryListing(new TreeMap<>(), Set.of(), false);
        }
    }

    private DirectoryListing scan(SiteFileVisitor visitor) {
        try {
            visitor.visitIfPresent(SiteLayout.FILE);
            if (layout.isEmpty() && visitor.listing().files().containsKey(SiteLayout.FILE)) {
                return visitor.incompleteListing();
            }
            if (layout.isEmpty()) {
                use(SiteLayout.STANDARD);
            }
            SiteLayout site = layout.get();
            visitor.visitIfPresent(SiteLayout.POLICY);
            visitor.visitCatalogue(site.topics());
            visitor.visitCatalogue(site.providers());
            for (String folder : site.articles()) {
                visitor.walk(folder);
            }
            notes = Stream.concat(misnamed(), visitor.leftOut().stream()).toList();
            return visitor.listing();
        } catch (IOException e) {
            warn("the site folder cannot be read: " + e);
            return visitor.incompleteListing();
        }
    }

    private Stream<String> misnamed() {
        return SITE_FILES.stream()
                .filter(name ->
                        Files.exists(root.resolve(name + ".yml")) && !Files.exists(root.resolve(name + ".yaml")))
                .filter(name -> !layout.orElseThrow().roleOf(name + ".yml").isReference())
                .map(name -> name + ".yml is not read; it must be called " + name + ".yaml");
    }

    /**
     * Checks a few files after a scan.
     *
     * @param changed paths that may have appeared, changed or vanished; files that ingest does not read are ignored
     * @param again files of the listing to check as well
     * @return empty when a path is a folder, or when a file of the listing is no longer there: both need a full scan
     */
    public Optional<Map<String, FileStamp>> scanChanged(
            DirectoryListing listing, Set<Path> changed, Set<String> again) {
        Set<Path> toCheck = new HashSet<>(changed);
        again.forEach(name -> toCheck.add(paths.get(name)));
        try {
            SiteFileVisitor visitor = visitor();
            for (Path path : toCheck) {
                if (Files.isRegularFile(path)) {
                    visitor.visitChanged(path);
                } else if (Files.exists(path)) {
                    return Optional.empty();
                }
                if (visitor.hasLost(path, listing)) {
                    return Optional.empty();
                }
            }
            return Optional.of(visitor.listing().files());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private SiteFileVisitor visitor() throws IOException {
        SiteLayout site = layout.orElse(SiteLayout.STANDARD);
        return new SiteFileVisitor(root.toRealPath(), site, selection.in(site), paths, this::warn);
    }

    /** Reads at most one byte more than the limit, which is enough to recognize a file that is too large. */
    public byte[] read(String path, int limit) throws IOException {
        return readFrom(pathOf(path), limit);
    }

    byte[] readFrom(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        }
    }

    /**
     * Moves a file to the same path under another folder of the site; adds a number to the name if that path exists.
     *
     * @return the new path
     */
    Path moveTo(String targetFolder, String path) throws IOException {
        Path file = pathOf(path);
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it is a link");
        }
        Path real = root.toRealPath();
        Path target = real.resolve(targetFolder).resolve(real.relativize(file));
        Files.createDirectories(target.getParent());
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int number = 2; ; number++) {
            try {
                return move(file, target);
            } catch (FileAlreadyExistsException e) {
                target = target.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
            }
        }
    }

    public FileStamp stamp(String path) throws IOException {
        return FileStamp.of(Files.readAttributes(pathOf(path), BasicFileAttributes.class));
    }

    /** Moves atomically: a copy could miss what another process writes meanwhile. */
    private static Path move(Path file, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    Path pathOf(String path) throws NoSuchFileException {
        Path known = paths.get(path);
        if (known == null) {
            throw new NoSuchFileException(path);
        }
        return known;
    }

    /** Logs each warning once, although every scan finds it again. */
    private void warn(String text) {
        if (warned.add(text)) {
            LOG.warn("{}", text);
        }
    }
}
