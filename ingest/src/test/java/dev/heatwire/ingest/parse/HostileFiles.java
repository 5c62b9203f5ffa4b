package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that the parser must reject with a reason and without harm: attacks on parsers, and mistakes of editors. */
public final class HostileFiles {
    private static final String REQUIRED =
            "title: A title\npublishedDateTime: 2026-03-01T12:00:00Z\nwebUrl: https://site.example/nasty\n";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private HostileFiles() {}

    /** The bytes of each file, by a name that describes its fault. */
    public static Map<String, byte[]> all() {
        HostileFiles hostile = new HostileFiles();
        hostile.encodings();
        hostile.frames();
        hostile.yaml();
        hostile.bombs();
        hostile.values();
        hostile.missing();
        return hostile.files;
    }

    private void encodings() {
        String good = "---\n" + REQUIRED + "---\n";
        Map<String, String> bytes = Map.ofEntries(
                Map.entry("lone-continuation", "80"),
                Map.entry("overlong-slash", "C0AF"),
                Map.entry("overlong-nul", "C080"),
                Map.entry("overlong-three", "E080AF"),
                Map.entry("surrogate", "EDA080"),
                Map.entry("surrogate-pair", "EDA081EDB080"),
                Map.entry("above-unicode", "F4908080"),
                Map.entry("five-bytes", "F888808080"),
                Map.entry("truncated-two", "C3"),
                Map.entry("truncated-three", "E282"),
                Map.entry("truncated-four", "F09F98"),
                Map.entry("fe", "FE"),
                Map.entry("ff", "FF"));
        bytes.forEach((name, hex) ->
                add("utf8-" + name, join(("---\n" + REQUIRED + "excerpt: x").getBytes(UTF_8), hex, "\n---\n")));
        bytes.forEach((name, hex) -> add("utf8-in-body-" + name, join(good.getBytes(UTF_8), hex, "\n")));
        add("utf16-le", good.getBytes(UTF_16LE));
        add("utf16-be", good.getBytes(UTF_16BE));
        add("utf16-le-bom", concat("FFFE", good.getBytes(UTF_16LE)));
        add("utf16-be-bom", concat("FEFF", good.getBytes(UTF_16BE)));
        add("latin-1", ("---\n" + REQUIRED + "excerpt: caf\u00e9\n---\n").getBytes(ISO_8859_1));
        for (int control : new int[] {0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF}) {
            field("control-%04x".formatted(control), "excerpt: a" + (char) control + "b");
        }
        add("png", HexFormat.of().parseHex("89504E470D0A1A0A0000000D49484452"));
        add("zip", HexFormat.of().parseHex("504B0304140000000800"));
        add("gzip", HexFormat.of().parseHex("1F8B0800000000000003"));
        add("nul-bytes", new byte[4096]);
    }

    private void frames() {
        text("empty", "");
        text("blank", "\n\n  \n");
        text("only-bom", "\uFEFF");
        text("only-open", "---");
        text("only-open-newline", "---\n");
        text("open-and-close", "---\n---\n");
        text("comment-only", "---\n# nothing\n---\n");
        text("no-front-matter", "# A title\n\nText.\n");
        text("never-closed", "---\n" + REQUIRED);
        text("text-before", "Hello\n---\n" + REQUIRED + "---\n");
        text("four-hyphens", "----\n" + REQUIRED + "----\n");
        text("two-hyphens", "--\n" + REQUIRED + "--\n");
        text("indented-fence", "  ---\n" + REQUIRED + "  ---\n");
        text("toml", "+++\ntitle = \"A title\"\n+++\n");
        text("json", "{\"title\": \"A title\"}");
        text("html", "<!doctype html><title>A title</title>");
        text("list-root", "---\n- title: A title\n---\n");
        text("text-root", "---\njust words\n---\n");
        text("number-root", "---\n42\n---\n");
        text("conflict-markers", "---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other\n---\n");
    }

    private void yaml() {
        for (String line : List.of(
                "excerpt: \"never closed",
                "excerpt: 'never closed",
                "tags: [a, b",
                "tags: {a: b",
                "tags: ]",
                "tags: }",
                "excerpt: a: b",
                "excerpt: @reserved",
                "excerpt: `reserved`",
                "excerpt: %reserved",
                "excerpt: \"bad \\q escape\"",
                "excerpt: \"bad \\x escape\"",
                "excerpt: \"bad \\ud800 escape\"",
                "excerpt: *nobody",
                "\texcerpt: tab",
                "tags:\n\t- tab",
                "tags:\n  - a\n - b",
                " excerpt: indented",
                "excerpt: >9\n  x\n y",
                "excerpt: |x\n  y",
                "? [complex, key]\n: value",
                "? {complex: key}\n: value",
                "[a]: list as key",
                ": no key",
                "- list in map",
                "just words",
                "excerpt: first\nexcerpt: second",
                "title: again",
                "provider: {domain: a.example, domain: b.example}",
                "nested: {a: {b: 1, b: 2}}",
                "<<: {title: merged}",
                "<<: [{title: merged}]",
                "excerpt: !!binary aGVsbG8=",
                "excerpt: !local tagged",
                "excerpt: !<tag:example.com,2000:x> tagged",
                "tags: !!set {a, b}",
                "tags: !!omap [a: 1]",
                "nested: !!java.net.URL [\"https://site.example\"]",
                "nested: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
                "nested: !!python/object/apply:os.system [\"true\"]",
                "nested: !ruby/object:Gem::Installer {}",
                "%TAG ! tag:example.com,2000:\nexcerpt: x",
                "%YAML 9.9",
                "%YAML 9.\nexcerpt: a line break where a digit should be",
                "excerpt: >1\n \n\n*\nx",
                "...\nexcerpt: second document",
                "related:\n  - title: T\n  webUrl: https://site.example/b")) {
            field("yaml-" + slug(line), line);
        }
    }

    private void bombs() {
        field("alias", "nested: &a [x]\nagain: *a");
        field("alias-of-scalar", "excerpt: &a x\nlocale: *a");
        field("alias-recursive-list", "nested: &a [*a]");
        field("alias-recursive-map", "nested: &a {b: *a}");
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol]\n");
        for (int level = 1; level < 12; level++) {
            laughs.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d]\n".formatted(level, level - 1));
        }
        field("billion-laughs", laughs.toString());
        for (int depth : new int[] {31, 100, 5_000, 100_000}) {
            field("deep-list-" + depth, "nested: " + "[".repeat(depth) + "]".repeat(depth));
            field("deep-map-" + depth, "nested: " + "{a: ".repeat(depth) + "1" + "}".repeat(depth));
            field("deep-unclosed-" + depth, "nested: " + "[".repeat(depth));
        }
        field("deep-block-list", "nested:\n" + "- ".repeat(200) + "x");
        StringBuilder stairs = new StringBuilder("nested:\n");
        for (int step = 1; step < 200; step++) {
            stairs.append(" ".repeat(step)).append("a:\n");
        }
        field("deep-block-map", stairs.toString());
        field("long-line", "excerpt: " + "x".repeat(70_000));
        field("three-megabyte-line", "excerpt: " + "x".repeat(3 << 20));
        field("long-key", "k".repeat(70_000) + ": x");
        text("large-body", "---\n" + REQUIRED + "---\n" + "x".repeat(1 << 20));
        text("large-yaml", "---\n" + REQUIRED + "tags:\n" + "  - tag\n".repeat(1 << 17) + "---\n");
        text("many-documents", "---\n" + REQUIRED + "extra: [\n" + "---\n".repeat(1_000));
        field("question-marks", "? ".repeat(3_000));
        field("anchors", "nested: [" + "&a x, ".repeat(2_000) + "&a");
        field("quotes", "excerpt: " + "\"".repeat(9_999));
    }

    private void values() {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrong.put("title", List.of("[]", "{}", "[a]", "{a: b}", "\"\"", "", "\" \"", "~"));
        wrong.put(
                "publishedDateTime",
                List.of(
                        "yesterday",
                        "2026-03-01",
                        "2026-03-01T12:00:00",
                        "2026-13-01T12:00:00Z",
                        "2026-02-30T12:00:00Z",
                        "2026-03-01T25:00:00Z",
                        "2026-03-01T12:60:00Z",
                        "2026-03-01T12:00:00+25:00",
                        "2026-03-01T12:00:00ZZ",
                        "2026-03-01T12:00:00+02:00+0200",
                        "+02026-03-01T12:00:00Z",
                        "0001-01-01T00:00:00+18:00",
                        "9998-12-31T23:59:59-18:00",
                        "1772366400",
                        "1e9",
                        "+999999999-01-01T00:00:00Z",
                        "-0001-01-01T00:00:00Z",
                        "[2026-03-01T12:00:00Z]",
                        "\"\"",
                        "~"));
        wrong.put(
                "webUrl",
                List.of(
                        "ftp://site.example/a",
                        "file:///etc/passwd",
                        "javascript:alert(1)",
                        "data:text/html,x",
                        "/relative",
                        "relative",
                        "//site.example/a",
                        "https://",
                        "https:///path",
                        "http:site.example",
                        "https://site.example:99999/",
                        "https://[::1",
                        "\"https://site.example/a b\\n\"",
                        "[https://site.example/a]",
                        "{a: b}"));
        wrong.put("ampWebUrl", List.of("nowhere", "ftp://site.example", "[]", "true"));
        wrong.put("quality", List.of("ten", "1.5", "1e3", "0x10", "017", "1_000", "99999999999", "+1", ".inf", "[1]"));
        wrong.put("heat", List.of("hot", "--1", "1,000", "{}"));
        wrong.put("published", List.of("yes", "no", "on", "off", "1", "0", "tRuE", "[true]"));
        wrong.put(
                "provider",
                List.of(
                        "CNET",
                        "[]",
                        "[a]",
                        "{}",
                        "{name: x}",
                        "{domain: \"\"}",
                        "{domain: a b}",
                        "{domain: \"https://a.example\"}",
                        "{domain: a..b}",
                        "{domain: [a]}",
                        "{domain: a.example, images: x}"));
        wrong.put("topics", List.of("{a: b}", "[[a]]", "[{a: b}]", "[\"a\\nb\"]", "[" + "x".repeat(300) + "]"));
        wrong.put(
                "images",
                List.of(
                        "x",
                        "{}",
                        "[x]",
                        "[{}]",
                        "[{url: ''}]",
                        "[{url: nowhere}]",
                        "[{url: \"https://a.example/a\", width: 0}]",
                        "[{url: \"https://a.example/a\", width: -1}]",
                        "[{url: \"https://a.example/a\", height: big}]",
                        "[{url: \"https://a.example/a\", height: 1.5}]",
                        "[{url: \"https://a.example/a\", isCached: maybe}]"));
        wrong.put(
                "related",
                List.of(
                        "x",
                        "{}",
                        "[x]",
                        "[{}]",
                        "[{title: x}]",
                        "[{webUrl: \"https://a.example/a\"}]",
                        "[{title: x, webUrl: nowhere}]",
                        "[{title: x, webUrl: \"https://a.example/a\", quality: high}]",
                        "[{title: x, webUrl: \"https://a.example/a\", publishedDateTime: today}]",
                        "[{title: x, webUrl: \"https://a.example/a\", provider: {}}]"));
        wrong.put("secured", List.of("secret", "a;b", ";", "YQ==;YQ==", "!!;!!", "[]", "YQ==;YQ==;YQ=="));
        wrong.put("category", List.of("[]", "{a: b}", "\"a\\u0007b\"", "x".repeat(201)));
        wrong.forEach((field, values) -> values.forEach(value -> {
            String line = field + ": " + value;
            String others = REQUIRED.replaceAll("(?m)^" + field + ":.*\n", "");
            text(field + "-" + slug(value), "---\n" + others + line + "\n---\n");
        }));
    }

    private void missing() {
        for (String field : List.of("title", "publishedDateTime", "webUrl")) {
            text("without-" + field, "---\n" + REQUIRED.replaceAll("(?m)^" + field + ":.*\n", "") + "---\n");
        }
        text("without-anything", "---\nexcerpt: x\n---\n");
    }

    private void field(String name, String line) {
        text(name, "---\n" + REQUIRED + line + "\n---\n");
    }

    private void text(String name, String text) {
        add(name, text.getBytes(UTF_8));
    }

    private void add(String name, byte[] bytes) {
        String unique = name;
        for (int number = 2; files.containsKey(unique); number++) {
            unique = name + "-" + number;
        }
        files.put(unique, bytes);
    }

    private static String slug(String text) {
        String slug = text.replaceAll("[^A-Za-z0-9]+", "-");
        return slug.substring(0, Math.min(slug.length(), 40));
    }

    private static byte[] join(byte[] before, String hex, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before);
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes(after.getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] concat(String hex, byte[] after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes(after);
        return bytes.toByteArray();
    }
}
