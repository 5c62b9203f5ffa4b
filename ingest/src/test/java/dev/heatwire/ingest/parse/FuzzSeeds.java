package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Seeds of the fuzz tests: real files, hostile files, and inputs that fuzzing has found. */
final class FuzzSeeds {
    /** The fuzzer creates inputs as large as the largest seed, and is slow with large inputs. */
    private static final int MAX_BYTES = 10_000;

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path FOUND = MODULE.resolve("src/test/resources/dev/heatwire/ingest/parse");

    static final String NO_JAZZER = "the native part of Jazzer does not load on this machine";

    private FuzzSeeds() {}

    static boolean jazzerRunsHere() throws ClassNotFoundException {
        try {
            Class.forName("com.code_intelligence.jazzer.driver.SignalHandler");
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    static Stream<byte[]> articles() {
        Stream<byte[]> made =
                Stream.concat(files(MODULE.resolve("../seeds/articles")), HostileFiles.all().values().stream());
        return Stream.concat(made, files(FOUND.resolve("ArticleFuzzInputs"))).filter(file -> file.length <= MAX_BYTES);
    }

    static Stream<byte[]> urls() {
        List<String> made = List.of(
                "https://www.cnet.com/news/ibm-to-withdraw/",
                "HTTPS://User:Secret@WWW.Example.COM:443/a/../b/./c?b=2&a=1&utm_source=x#part",
                "http://m\u00fcnchen.example:8080/\u00e4?q=\u2028&&=&gclid",
                "https://xn--mnchen-3ya.example/%c3%a4%2F%zz",
                "https://192.0.2.1/",
                "https://[2001:db8::1]:80/",
                "https://a.example./%2e%2e/;x=1?a|b",
                "https://\ud83d\ude00.example//\ud83d\ude00");
        return Stream.concat(made.stream().map(url -> url.getBytes(UTF_8)), files(FOUND.resolve("UrlFuzzInputs")));
    }

    static Stream<byte[]> dates() {
        List<String> made = List.of(
                "2020-06-10T01:14:00Z",
                "2020-06-10T01:14+0200",
                "2020-02-29t23:59:59.999999999-18:00",
                "0001-01-01T00:00:00+18",
                "9998-12-31T23:59:59-18:00",
                "+10000-01-01T00:00Z",
                "-0001-01-01T00:00Z",
                "2020-06-10",
                "2020-06-10T01:14:00");
        return Stream.concat(made.stream().map(date -> date.getBytes(UTF_8)), files(FOUND.resolve("DateFuzzInputs")));
    }

    private static Stream<byte[]> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(FuzzSeeds::bytes).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
