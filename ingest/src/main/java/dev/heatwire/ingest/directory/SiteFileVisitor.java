package dev.heatwire.ingest.directory;

import dev.heatwire.ingest.layout.FilePattern;
import dev.heatwire.ingest.layout.SiteLayout;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the stamps of the site's files; skips hidden folders and links that lead out of the site folder. */
final class SiteFileVisitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SiteLayout layout;
    private final FileFilter selection;
    private final LeftOutFiles leftOut = new LeftOutFiles();
    private final Map<String, Path> paths;
    private final Consumer<String> warnings;
    private final Map<String, FileStamp> files = new TreeMap<>();
    private final Set<Path> folders = new HashSet<>();
    private boolean complete = true;

    /**
     * @param root the real path of the site folder
     * @param paths receives the path of each file by its name
     */
    SiteFileVisitor(
            Path root, SiteLayout layout, FileFilter selection, Map<String, Path> paths, Consumer<String> warnings) {
        this.root = root;
        this.layout = layout;
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

    /** A catalogue that is not there is empty. */
    void visitCatalogue(FilePattern files) throws IOException {
        Path base = root.resolve(files.base()).normalize();
        if (Files.isDirectory(base)) {
            walk(files.base());
        } else if (!files.base().isEmpty()) {
            visitIfPresent(files.base());
        }
    }

    List<String> leftOut() {
        return leftOut.notes();
    }

    /** Follows links inside the site folder; {@link Files} reports cycles to {@link #visitFileFailed}. */
    void walk(String folder) throws IOException {
        Files.walkFileTree(
                root.resolve(folder).normalize(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
    }

    void visitChanged(Path file) throws IOException {
        if (isRead(file)) {
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
        if (!folder.equals(root) && (isHidden(folder) || isForeign(folder) || leadsOut(folder))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        folders.add(folder);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path relative = root.relativize(file);
        if (isRead(file)) {
            add(file, attributes);
        } else if (isArticle(file) && !selection.isHiddenOrTemporary(relative) && !selection.isExcluded(relative)) {
            leftOut.add(nameOf(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            warnings.accept(file + " is skipped: it is a link to a folder that contains it");
        } else if (!(failure instanceof NoSuchFileException) || isArticleFolder(file)) {
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

    private boolean isRead(Path file) {
        Path relative = root.relativize(file);
        return isArticle(file)
                ? selection.accepts(relative)
                : layout.roleOf(nameOf(file)).isReference() && !selection.isHiddenOrTemporary(relative);
    }

    private boolean isArticle(Path file) {
        String name = nameOf(file);
        return layout.isArticle(name) && layout.isInArticleFolder(name);
    }

    private boolean isArticleFolder(Path folder) {
        return layout.articles().stream()
                .anyMatch(name -> root.resolve(name).normalize().equals(folder));
    }

    /** Whether the folder holds packages, or articles that ingest has moved. */
    private boolean isForeign(Path folder) {
        String name = nameOf(folder);
        return folder.endsWith("node_modules") || name.equals(FileCleaner.DONE) || name.equals(FileCleaner.FAILED);
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
