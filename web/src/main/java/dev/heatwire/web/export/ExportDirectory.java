package dev.heatwire.web.export;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The directory of an export. A reader never sees half a file: each is written beside its place and renamed. Only files
 * whose content changes are written. A file is removed if the export no longer has it, and an earlier export wrote it
 * with the content that it has now.
 */
public final class ExportDirectory {
    /** The names of the files that are not part of the export begin with this. */
    static final String OWN_FILES = ".heatwire-";

    private static final String MANIFEST = OWN_FILES + "export.json";

    private final Path root;

    public ExportDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** How many files an export has written, left as they were, and removed. */
    public record Changes(int written, int unchanged, int removed) {
        public boolean isEmpty() {
            return written + removed == 0;
        }
    }

    public Changes apply(Export export) throws IOException {
        Files.createDirectories(root);
        Manifest before = Manifest.read(root.resolve(MANIFEST));
        Map<String, Manifest.Entry> entries = new TreeMap<>(before.files());
        export.files().forEach((path, file) -> entries.put(path, Manifest.entry(file)));
        // before the files themselves, so that those of an interrupted export can be removed by a later one
        write(MANIFEST, new Manifest(entries).toJson());

        int written = 0;
        for (Map.Entry<String, Export.File> file : export.files().entrySet()) {
            if (write(file.getKey(), file.getValue().content())) {
                written++;
            }
        }
        int removed = 0;
        for (Map.Entry<String, Manifest.Entry> known : before.files().entrySet()) {
            boolean isObsolete = !export.files().containsKey(known.getKey())
                    && export.formats().contains(known.getValue().format());
            if (isObsolete) {
                removed += remove(known.getKey(), known.getValue()) ? 1 : 0;
                entries.remove(known.getKey());
            }
        }
        write(MANIFEST, new Manifest(entries).toJson());
        return new Changes(written, export.files().size() - written, removed);
    }

    private boolean write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        // a temporary file of the JDK would be readable by its owner only
        Path temporary = file.resolveSibling(OWN_FILES + file.getFileName() + ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return true;
    }

    private boolean remove(String path, Manifest.Entry entry) throws IOException {
        Path file = root.resolve(path).normalize();
        boolean isOurs = file.startsWith(root)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && entry.describes(Files.readAllBytes(file));
        if (isOurs) {
            Files.delete(file);
            removeEmptyDirectories(file.getParent());
        }
        return isOurs;
    }

    private void removeEmptyDirectories(Path directory) throws IOException {
        try {
            for (Path empty = directory; !empty.equals(root); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException e) {
            // other files are in it
        }
    }
}
