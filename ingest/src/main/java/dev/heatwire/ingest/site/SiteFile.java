package dev.heatwire.ingest.site;

import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.TrackingParameters;
import dev.heatwire.ingest.layout.DateRules;
import dev.heatwire.ingest.layout.FilePattern;
import dev.heatwire.ingest.layout.Globs;
import dev.heatwire.ingest.layout.KnownFields;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.ArticleSections;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.MappingReader;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.ReferenceFile;
import dev.heatwire.ingest.parse.ScalarParsers;
import dev.heatwire.ingest.parse.ScalarParsers.InvalidValueException;
import java.nio.file.FileSystems;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Parses {@code site.yaml}: how a folder that was made for another tool is laid out. */
public final class SiteFile {
    private SiteFile() {}

    public static ParseResult<SiteLayout> read(byte[] bytes, Limits limits) {
        String fingerprint = Content.of(bytes).sha256().orElseThrow();
        return ReferenceFile.group(bytes, limits, withoutSettings(fingerprint), fields -> layout(fields, fingerprint));
    }

    /** An empty file says that dates may be incomplete, as every {@code site.yaml} does. */
    private static SiteLayout withoutSettings(String fingerprint) {
        SiteLayout standard = SiteLayout.STANDARD;
        return new SiteLayout(
                standard.title(),
                standard.url(),
                standard.articles(),
                standard.include(),
                standard.exclude(),
                standard.topics(),
                standard.providers(),
                standard.fields(),
                standard.defaults(),
                DateRules.STANDARD,
                standard.ignoredParameters(),
                fingerprint);
    }

    private static SiteLayout layout(MappingReader fields, String fingerprint) {
        List<String> articles = fields.texts("articles", SiteFile::folder);
        SiteLayout layout = new SiteLayout(
                fields.text("title"),
                fields.read("url", SiteFile::url),
                articles.isEmpty() ? SiteLayout.STANDARD.articles() : articles,
                fields.texts("include", SiteFile::glob),
                fields.texts("exclude", SiteFile::glob),
                fields.read("topics", SiteFile::files).orElse(SiteLayout.TOPICS),
                fields.read("providers", SiteFile::files).orElse(SiteLayout.PROVIDERS),
                fields.section("fields", SiteFile::names).orElse(Map.of()),
                fields.section("defaults", SiteFile::defaults).orElse(Map.of()),
                fields.section("dates", SiteFile::dates).orElse(DateRules.STANDARD),
                TrackingParameters.and(fields.texts("ignoreParameters")),
                fingerprint);
        fields.rejectRest();
        return layout;
    }

    private static Map<String, List<String>> names(MappingReader fields) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        List.copyOf(fields.unread()).forEach(field -> {
            if (!KnownFields.contains(field)) {
                fields.problem(field, "unknown", "is not a field of an article");
            }
            names.put(field, fields.texts(field));
        });
        return names;
    }

    /** Validates the values as those of an article; the address is a pattern. */
    private static Map<String, Object> defaults(MappingReader fields) {
        Map<String, Object> values = fields.copy().rest();
        fields.read("category", ScalarParsers::name);
        fields.text("type");
        fields.text("excerpt");
        fields.text("locale");
        fields.texts("topics", ScalarParsers::name);
        fields.texts("tags");
        fields.section("provider", ArticleSections::provider);
        fields.sections("images", "url", ArticleSections::image);
        fields.read("webUrl", SiteFile::addressPattern);
        fields.read("originalUrl", SiteFile::addressPattern);
        fields.rejectRest();
        return values;
    }

    private static DateRules dates(MappingReader fields) {
        DateRules dates = new DateRules(
                fields.read("zone", SiteFile::zone).or(DateRules.STANDARD::zone),
                fields.read("fromFileName", ScalarParsers::flag).orElse(DateRules.STANDARD.fromFileName()));
        fields.rejectRest();
        return dates;
    }

    private static ZoneId zone(String text) throws InvalidValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidValueException("zone", "must be a time zone, such as UTC, Europe/Berlin or +02:00");
        }
    }

    private static String url(String text) throws InvalidValueException {
        if (CanonicalUrl.of(text).isEmpty()) {
            throw new InvalidValueException("url", "must be an absolute http or https URL");
        }
        return text;
    }

    private static String addressPattern(String text) throws InvalidValueException {
        if (CanonicalUrl.of(text.replaceAll("\\{[A-Za-z0-9_.-]+}", "x")).isEmpty()) {
            throw new InvalidValueException(
                    "url", "must be an absolute URL with placeholders, such as https://example.com/{year}/{slug}/");
        }
        return text;
    }

    private static String folder(String text) throws InvalidValueException {
        String folder = text.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        if (folder.isEmpty()
                || folder.startsWith("/")
                || List.of(folder.split("/")).contains("..")) {
            throw new InvalidValueException("path", "must be a folder within the site folder, such as _posts");
        }
        return folder;
    }

    private static String glob(String text) throws InvalidValueException {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + Globs.ignoringCase(text));
            return text;
        } catch (PatternSyntaxException e) {
            throw new InvalidValueException("glob", "must be a glob, such as *.md or drafts/**");
        }
    }

    private static FilePattern files(String text) throws InvalidValueException {
        return new FilePattern(glob(folder(text)));
    }
}
