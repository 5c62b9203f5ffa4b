package dev.heatwire.ingest.directory;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, reads and moves the files of a site folder, and never reads a file outside of it. */
public final class SiteDirectory {
    public static final String PROVIDERS = "providers.yaml";
    public static final String TOPICS = "topics.yaml";
    public static final String POLICY = "policy.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(SiteDirectory.class);
    static final String ARTICLES = "articles";
    private static final List<String> REFERENCE_FILES = List.of(PROVIDERS, TOPICS, POLICY);

    private final Path root;
    private final FileFilter selection;
    /** The file system's own paths: some file names change when they are converted to text and back. */
    private final Map<String, Path> paths = new HashMap<>();

    private final Set<String> warned = new HashSet<>();

    public SiteDirectory(Path root, FileFilter selection) {
        this.root = root;
        this.selection = selection;
    }

    public static boolean isReferenceFile(String path) {
        return REFERENCE_FILES.contains(path);
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
            for (String name : REFERENCE_FILES) {
                visitor.visitIfPresent(name);
            }
            visitor.walk(ARTICLES);
            return visitor.listing();
        } catch (IOException e) {
            warn("the site folder cannot be read: " + e);
            return visitor.incompleteListing();
        }
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
        return new SiteFileVisitor(root.toRealPath(), selection, paths, this::warn);
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
