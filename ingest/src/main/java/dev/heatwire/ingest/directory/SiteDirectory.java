package dev.heatwire.ingest.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a site folder; nothing outside of it is ever read. */
public final class SiteDirectory {
    public static final String PROVIDERS = "providers.yaml";
    public static final String TOPICS = "topics.yaml";
    public static final String POLICY = "policy.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(SiteDirectory.class);
    private static final String ARTICLES = "articles";
    private static final List<String> REFERENCES = List.of(PROVIDERS, TOPICS, POLICY);

    private final Path root;
    private final FileFilter selection;
    /** Paths as the file system gave them: not every name survives being made text and back. */
    private final Map<String, Path> paths = new HashMap<>();

    private final Set<String> warned = new HashSet<>();

    public SiteDirectory(Path root, FileFilter selection) {
        this.root = root;
        this.selection = selection;
    }

    /** What a file looks like from outside; two equal stamps some time apart mean that nobody is writing. */
    public record FileStamp(long size, FileTime modified) {}

    /**
     * What one look at the folder found.
     *
     * @param files by their path relative to the site folder, with forward slashes
     * @param folders that files may appear in
     * @param complete whether every folder could be looked into; if not, what is missing may still be there
     */
    public record DirectoryListing(Map<String, FileStamp> files, Set<Path> folders, boolean complete) {}

    public static boolean isReference(String path) {
        return REFERENCES.contains(path);
    }

    public DirectoryListing scan() {
        Map<String, FileStamp> files = new TreeMap<>();
        Set<Path> folders = new HashSet<>();
        paths.clear();
        try {
            Path real = root.toRealPath();
            folders.add(real);
            Visitor visitor = new Visitor(real, files, folders);
            for (String name : REFERENCES) {
                visitor.visitIfThere(real.resolve(name));
            }
            // links are followed while they stay inside; where they would go round in circles, Java notices
            Files.walkFileTree(
                    real.resolve(ARTICLES), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
            return new DirectoryListing(files, folders, visitor.complete);
        } catch (IOException e) {
            warn("the site folder cannot be read: " + e);
            return new DirectoryListing(files, folders, false);
        }
    }

    /**
     * A look at a few files after a scan.
     *
     * @param changed what may have appeared or changed; what is none of ours is left out
     * @param again files of the scan
     * @return nothing when one is a folder or no longer what it was: then only a whole scan tells what that means
     */
    public Optional<Map<String, FileStamp>> scanChanged(DirectoryListing scan, Set<Path> changed, Set<String> again) {
        Map<String, FileStamp> files = new TreeMap<>();
        Set<Path> all = new HashSet<>(changed);
        again.forEach(name -> all.add(paths.get(name)));
        try {
            Visitor visitor = new Visitor(root.toRealPath(), files, new HashSet<>());
            for (Path path : all) {
                if (Files.isRegularFile(path)) {
                    visitor.visitChanged(path);
                } else if (Files.exists(path)) {
                    return Optional.empty();
                }
                if (visitor.hasLost(path, scan)) {
                    return Optional.empty();
                }
            }
            return Optional.of(files);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The file's bytes, but no more than one above the limit. */
    public byte[] read(String path, int limit) throws IOException {
        return readFrom(pathOf(path), limit);
    }

    byte[] readFrom(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        }
    }

    /**
     * Moves a file to the same path under another folder of the site, with a number when that is taken.
     *
     * @return where it is now
     */
    Path moveTo(String other, String path) throws IOException {
        Path file = pathOf(path);
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it is a link");
        }
        Path real = root.toRealPath();
        Path target = real.resolve(other).resolve(real.relativize(file));
        Files.createDirectories(target.getParent());
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int number = 2; ; number++) {
            try {
                return moved(file, target);
            } catch (FileAlreadyExistsException e) {
                target = target.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
            }
        }
    }

    public FileStamp stamp(String path) throws IOException {
        return stampOf(Files.readAttributes(pathOf(path), BasicFileAttributes.class));
    }

    /** In one step or not at all: a copy could leave out what is written meanwhile. */
    private static Path moved(Path file, Path target) throws IOException {
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

    /** Says each thing once, though it is found again at every scan. */
    private void warn(String text) {
        if (warned.add(text)) {
            LOG.warn("{}", text);
        }
    }

    private static FileStamp stampOf(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime());
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path real;
        private final Map<String, FileStamp> files;
        private final Set<Path> folders;
        private boolean complete = true;

        Visitor(Path real, Map<String, FileStamp> files, Set<Path> folders) {
            this.real = real;
            this.files = files;
            this.folders = folders;
        }

        void visitIfThere(Path file) throws IOException {
            if (Files.exists(file)) {
                add(file, Files.readAttributes(file, BasicFileAttributes.class));
            }
        }

        void visitChanged(Path file) throws IOException {
            Path name = real.relativize(file);
            if (isReference(nameOf(file)) || name.startsWith(ARTICLES) && selection.takes(name)) {
                add(file, Files.readAttributes(file, BasicFileAttributes.class));
            }
        }

        boolean hasLost(Path path, DirectoryListing scan) {
            return scan.folders().contains(path)
                    || scan.files().containsKey(nameOf(path)) && !files.containsKey(nameOf(path));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (isHidden(folder) || leadsOut(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (selection.takes(real.relativize(file))) {
                add(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (failure instanceof FileSystemLoopException) {
                warn(file + " is a link to a folder that holds it, and is left out");
            } else if (!(failure instanceof NoSuchFileException) || file.endsWith(ARTICLES)) {
                warn(file + " cannot be read: " + failure);
                complete = false;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
                warn(folder + " cannot be read to its end: " + failure);
                complete = false;
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !leadsOut(file)) {
                String name = nameOf(file);
                files.put(name, stampOf(attributes));
                Path known = paths.putIfAbsent(name, file);
                if (known != null && !known.equals(file)) {
                    warn(name + " stands for several files, whose names this system cannot tell apart; one is read");
                }
            }
        }

        private String nameOf(Path file) {
            return real.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        }

        private boolean leadsOut(Path path) throws IOException {
            if (!Files.isSymbolicLink(path) || path.toRealPath().startsWith(real)) {
                return false;
            }
            warn(path + " is a link out of the site folder, and is left out");
            return true;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
