package dev.heatwire.ingest.site;

import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ReferenceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the configuration of a site generator says of the site, whatever its format.
 *
 * @param settings by name; empty for a configuration that is a program, or that cannot be parsed
 */
record SiteConfiguration(Generator generator, String text, Map<String, Object> settings) {
    private static final int MAX_BYTES = 1 << 20;

    /** A site generator, by the names of its configuration files. */
    enum Generator {
        JEKYLL("_config.yml", "_config.yaml"),
        HUGO(
                "hugo.toml",
                "hugo.yaml",
                "hugo.json",
                "config.toml",
                "config.yaml",
                "config.yml",
                "config.json",
                "config/_default/hugo.toml",
                "config/_default/hugo.yaml",
                "config/_default/config.toml",
                "config/_default/config.yaml",
                "config/_default/config.yml"),
        ASTRO("astro.config.mjs", "astro.config.ts", "astro.config.js"),
        ELEVENTY("eleventy.config.js", "eleventy.config.mjs", ".eleventy.js", "eleventy.config.cjs"),
        NONE;

        private final List<String> files;

        Generator(String... files) {
            this.files = List.of(files);
        }
    }

    static SiteConfiguration of(Path site) throws IOException {
        for (Generator generator : Generator.values()) {
            for (String name : generator.files) {
                Optional<byte[]> bytes = bytes(site.resolve(name));
                if (bytes.isPresent()) {
                    Map<String, Object> settings = new HashMap<>(settings(name, bytes.get()));
                    if (generator == Generator.HUGO) {
                        addPermalinks(site, settings);
                    }
                    // the text is read leniently: only a few lines matter
                    return new SiteConfiguration(
                            generator, new String(bytes.get(), StandardCharsets.UTF_8), Map.copyOf(settings));
                }
            }
        }
        return new SiteConfiguration(Generator.NONE, "", Map.of());
    }

    /** Hugo reads a section of its configuration from a file of that name, too. */
    private static void addPermalinks(Path site, Map<String, Object> settings) throws IOException {
        for (String ending : List.of("toml", "yaml", "yml")) {
            String name = "config/_default/permalinks." + ending;
            Optional<byte[]> bytes = bytes(site.resolve(name));
            if (bytes.isPresent()) {
                settings.put("permalinks", settings(name, bytes.get()));
            }
        }
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }

    private static Map<String, Object> settings(String name, byte[] bytes) {
        Map<String, Object> settings = new HashMap<>();
        if (name.endsWith(".toml")) {
            // TOML is read as front matter
            byte[] fenced =
                    ("+++\n" + new String(bytes, StandardCharsets.UTF_8) + "\n+++\n").getBytes(StandardCharsets.UTF_8);
            ReferenceFile.entries(
                    name + ".md", fenced, Limits.STANDARD, (reader, whole) -> settings.putAll(reader.rest()));
        } else if (name.endsWith("ml") || name.endsWith(".json")) {
            ReferenceFile.entries(name, bytes, Limits.STANDARD, (reader, whole) -> settings.putAll(reader.rest()));
        }
        return settings;
    }

    Optional<String> title() {
        return value("title", "[^\"'\\r\\n#]+");
    }

    Optional<String> url() {
        return value("url|baseurl|site", "https?://[^\"'\\s,]+");
    }

    Optional<String> zone() {
        return value("timezone", "[A-Za-z]+/[A-Za-z_/]+|UTC");
    }

    /** The path that Jekyll puts before every address. */
    String basePath() {
        return generator == Generator.JEKYLL
                ? setting("baseurl")
                        .filter(path -> path.startsWith("/"))
                        .orElse("")
                        .replaceFirst("/+$", "")
                : "";
    }

    /** A setting of a configuration in YAML, TOML or JSON, by its path. */
    Optional<String> setting(String... path) {
        Object value = settings;
        for (String name : path) {
            value = value instanceof Map<?, ?> group ? group.get(name) : null;
        }
        return value instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    private Optional<String> value(String names, String pattern) {
        Matcher found = Pattern.compile(
                        "(?im)(?:^|[{,])\\s*[\"']?(?:" + names + ")[\"']?\\s*[:=]\\s*[\"']?(" + pattern + ")")
                .matcher(text);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}
