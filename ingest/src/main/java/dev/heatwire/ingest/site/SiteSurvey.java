package dev.heatwire.ingest.site;

import dev.heatwire.ingest.layout.ArticleMapping;
import dev.heatwire.ingest.layout.KnownFields;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.layout.WrittenDate;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ReferenceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Markdown files of a folder whose layout is not known.
 *
 * @param articles the files that have a title and a date, by the folder that seems to hold articles
 * @param others how many Markdown files of these folders have not
 */
record SiteSurvey(Map<String, List<Found>> articles, Map<String, Integer> others) {
    private static final int MAX_FILES = 100_000;
    private static final int MAX_BYTES = 1 << 18;

    /** Folders of site generators that hold no articles. */
    private static final Set<String> SKIPPED = Set.of(
            "node_modules",
            "_site",
            "public",
            "dist",
            "vendor",
            "themes",
            "archetypes",
            "layouts",
            "resources",
            "_includes",
            "_layouts",
            "_drafts",
            "_data",
            "data",
            "done",
            "failed",
            "test",
            "tests");

    /** A file and its fields as written. */
    record Found(String path, Map<String, Object> fields) {
        Optional<String> text(String name) {
            return get(name)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank());
        }

        Optional<Object> get(String name) {
            int dot = name.indexOf('.');
            Object value = fields.get(dot < 0 ? name : name.substring(0, dot));
            if (dot < 0 || value == null) {
                return Optional.ofNullable(value).filter(found -> !found.equals("") && !found.equals(List.of()));
            }
            return value instanceof Map<?, ?> group
                    ? Optional.ofNullable(group.get(name.substring(dot + 1)))
                    : Optional.empty();
        }

        boolean hasDateInName() {
            return ArticleMapping.dateInName(path, SiteLayout.STANDARD).isPresent();
        }

        boolean hasDate() {
            return names("publishedDateTime").stream()
                    .anyMatch(name -> text(name).flatMap(WrittenDate::of).isPresent());
        }

        /** Hugo's page of a section, whatever fields it has. */
        private boolean isListPage() {
            return path.substring(path.lastIndexOf('/') + 1).startsWith("_index.");
        }

        private boolean isArticle() {
            boolean titled = names("title").stream().anyMatch(name -> text(name).isPresent());
            return titled && (hasDate() || hasDateInName()) && !isListPage();
        }
    }

    /** Our name of a field, and the names that other tools have for it. */
    static List<String> names(String field) {
        List<String> names = new ArrayList<>(List.of(field));
        names.addAll(KnownFields.otherNames().getOrDefault(field, List.of()));
        return names;
    }

    static SiteSurvey of(Path site) throws IOException {
        Map<String, List<Found>> articles = new TreeMap<>();
        Map<String, Integer> others = new HashMap<>();
        for (Path file : markdownFiles(site)) {
            String path = site.relativize(file).toString().replace('\\', '/');
            Found found = new Found(path, fieldsOf(path, file));
            if (found.isArticle()) {
                articles.computeIfAbsent(folderOf(path), key -> new ArrayList<>())
                        .add(found);
            } else {
                others.merge(folderOf(path), 1, Integer::sum);
            }
        }
        articles.entrySet().removeIf(folder -> folder.getValue().size() < others.getOrDefault(folder.getKey(), 0));
        dropNested(articles);
        return new SiteSurvey(articles, others);
    }

    /** A folder and its parent cannot both be article folders; the one with more files stays. */
    private static void dropNested(Map<String, List<Found>> articles) {
        for (String parent : List.copyOf(articles.keySet())) {
            List<String> nested = articles.keySet().stream()
                    .filter(folder -> !folder.equals(parent))
                    .filter(folder -> parent.equals(".") || folder.startsWith(parent + "/"))
                    .toList();
            int files = nested.stream()
                    .mapToInt(folder -> articles.get(folder).size())
                    .sum();
            if (nested.isEmpty()) {
                continue;
            }
            if (articles.get(parent).size() <= files) {
                articles.remove(parent);
            } else {
                nested.forEach(articles::remove);
            }
        }
    }

    private static List<Path> markdownFiles(Path site) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(site, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = !folder.equals(site) && (name.startsWith(".") || SKIPPED.contains(name));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (attributes.isRegularFile() && (name.endsWith(".md") || name.endsWith(".markdown"))) {
                    files.add(file);
                }
                return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static Map<String, Object> fieldsOf(String path, Path file) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        if (Files.size(file) <= MAX_BYTES && Files.isReadable(file)) {
            ReferenceFile.entries(
                    path, Files.readAllBytes(file), Limits.STANDARD, (reader, whole) -> fields.putAll(reader.rest()));
        }
        return fields;
    }

    /** {@code _posts} wherever it is, a collection such as {@code _news}, or a section of {@code content}. */
    private static String folderOf(String path) {
        int posts = ("/" + path).indexOf("/_posts/");
        if (posts >= 0) {
            return path.substring(0, posts + "_posts".length());
        }
        String[] parts = path.split("/");
        int depth = 1;
        if (parts[0].equals("src")) {
            depth = parts.length > 2 && Set.of("content", "pages").contains(parts[1]) ? 3 : 2;
        } else if (parts[0].equals("content")) {
            depth = 2;
        }
        depth = Math.min(depth, parts.length - 1);
        return depth == 0 ? "." : String.join("/", List.of(parts).subList(0, depth));
    }
}
