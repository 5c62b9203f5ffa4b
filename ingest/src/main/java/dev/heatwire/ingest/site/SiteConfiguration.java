package dev.heatwire.ingest.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the configuration of a site generator says of the site, whatever its format. */
record SiteConfiguration(Generator generator, String text) {
    private static final int MAX_BYTES = 1 << 20;

    /** A site generator, by the names of its configuration files. */
    enum Generator {
        JEKYLL("_config.yml", "_config.yaml"),
        HUGO("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config/_default/hugo.toml"),
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
                Path file = site.resolve(name);
                if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                    // read leniently: only a few lines matter
                    return new SiteConfiguration(
                            generator, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return new SiteConfiguration(Generator.NONE, "");
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

    /** The path of an article as an address pattern of ours. */
    String addressPath() {
        if (generator != Generator.JEKYLL) {
            return "/{section}/{path}/";
        }
        String permalink = value("permalink", "[^\"'\\s#]+").orElse("date");
        return switch (permalink) {
            case "pretty" -> "/{year}/{month}/{day}/{slug}/";
            case "date" -> "/{year}/{month}/{day}/{slug}.html";
            case "none" -> "/{slug}.html";
            default ->
                permalink
                        .replace(":categories/", "")
                        .replace(":year", "{year}")
                        .replace(":month", "{month}")
                        .replace(":day", "{day}")
                        .replace(":title", "{slug}")
                        .replace(":slug", "{slug}")
                        .replace(":output_ext", ".html");
        };
    }

    private Optional<String> value(String names, String pattern) {
        Matcher found = Pattern.compile("(?im)^\\s*[\"']?(?:" + names + ")[\"']?\\s*[:=]\\s*[\"']?(" + pattern + ")")
                .matcher(text);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}
