package dev.heatwire.ingest.directory;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the stamps of the site's files; skips hidden folders and links that lead out of the site folder. */
final class SiteFileVisitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final FileFilter selection;
    private final Map<String, Path> paths;
    private final Consumer<String> warnings;
    private final Map<String, FileStamp> files = new TreeMap<>();
    private final Set<Path> folders = new HashSet<>();
    private boolean complete = true;

    /**
     * @param root the real path of the site folder
     * @param paths receives the path of each file by its name
     */
    SiteFileVisitor(Path root, FileFilter selection, Map<String, Path> paths, Consumer<String> warnings) {
        this.root = root;
        this.selection = selection;
        this.paths = paths;
        this.warnings = warnings;
        folders.add(root);
    }

    DirectoryListing listing() {
        return new DirectoryListing(files, folders, complete);
    }

    DirectoryListing incompleteListing() {
        return new DirectoryListing(files, folders, false);
    }

    void visitIfPresent(String name) throws IOException {
        Path file = root.resolve(name);
        if (Files.exists(file)) {
            add(file, Files.readAttributes(file, BasicFileAttributes.class));
        }
    }

    /** Follows links inside the site folder; {@link Files} reports cycles to {@link #visitFileFailed}. */
    void walk(String folder) throws IOException {
        Files.walkFileTree(root.resolve(folder), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
    }

    void visitChanged(Path file) throws IOException {
        Path relative = root.relativize(file);
        if (SiteDirectory.isReferenceFile(nameOf(file))
                || relative.startsWith(SiteDirectory.ARTICLES) && selection.accepts(relative)) {
            add(file, Files.readAttributes(file, BasicFileAttributes.class));
        }
    }

    /** Whether the path is a folder of the listing, or a file of the listing that this visitor has not found. */
    boolean hasLost(Path path, DirectoryListing listing) {
        String name = nameOf(path);
        return listing.folders().contains(path) || listing.files().containsKey(name) && !files.containsKey(name);
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
        if (selection.accepts(root.relativize(file))) {
            add(file, attributes);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            warnings.accept(file + " is skipped: it is a link to a folder that contains it");
        } else if (!(failure instanceof NoSuchFileException) || file.endsWith(SiteDirectory.ARTICLES)) {
            warnings.accept(file + " cannot be read: " + failure);
            complete = false;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        if (failure != null) {
            warnings.accept(folder + " cannot be read completely: " + failure);
            complete = false;
        }
        return FileVisitResult.CONTINUE;
    }

    private void add(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile() && !leadsOut(file)) {
            String name = nameOf(file);
            files.put(name, FileStamp.of(attributes));
            Path other = paths.putIfAbsent(name, file);
            if (other != null && !other.equals(file)) {
                warnings.accept(
                        name + " is the name of several files that this system cannot distinguish; only one is read");
            }
        }
    }

    private String nameOf(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private boolean leadsOut(Path path) throws IOException {
        if (!Files.isSymbolicLink(path) || path.toRealPath().startsWith(root)) {
            return false;
        }
        warnings.accept(path + " is skipped: it is a link out of the site folder");
        return true;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
