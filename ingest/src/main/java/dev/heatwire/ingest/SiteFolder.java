package dev.heatwire.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a site folder; nothing outside of it is ever read. */
final class SiteFolder {
    static final String ARTICLES = "articles";
    static final String PROVIDERS = "providers.yaml";
    static final String TOPICS = "topics.yaml";
    static final String POLICY = "policy.yaml";

    private static final List<String> REFERENCES = List.of(PROVIDERS, TOPICS, POLICY);

    private final Path root;

    /** @throws IOException when the folder is not there */
    SiteFolder(Path root) throws IOException {
        this.root = root.toRealPath();
        if (!Files.isDirectory(this.root)) {
            throw new NoSuchFileException(root.toString(), null, "is not a folder");
        }
    }

    static boolean isReference(String path) {
        return REFERENCES.contains(path);
    }

    /** What a file looks like from outside; two equal stamps some time apart mean that nobody is writing. */
    record Stamp(long size, FileTime modified) {}

    /** The article and reference files by their path relative to the site folder, with forward slashes. */
    Map<String, Stamp> files() throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        REFERENCES.forEach(name -> stamp(name).ifPresent(stamp -> files.put(name, stamp)));
        Path articles = root.resolve(ARTICLES);
        if (!Files.isDirectory(articles)) {
            return files;
        }
        Files.walkFileTree(articles, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isArticleFile(file)) {
                    stampOf(file).ifPresent(stamp -> files.put(nameOf(file), stamp));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // gone between the listing and the look at it, or not ours to read: the next scan decides
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    Optional<Stamp> stamp(String path) {
        return stampOf(root.resolve(path));
    }

    /** The file's bytes, but no more than one above the limit. */
    byte[] read(String path, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return in.readNBytes(limit + 1);
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isArticleFile(Path file) {
        return file.getFileName().toString().endsWith(".md") && !isHidden(file);
    }

    /** Empty when there is no file, or when a symbolic link leads out of the site folder. */
    private Optional<Stamp> stampOf(Path file) {
        try {
            if (!file.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String nameOf(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
