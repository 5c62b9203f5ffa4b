package dev.heatwire.faults.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter does not check: the width of comments and texts, and the length of files. */
class SourceFormatTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_LINES_OF_MAIN_CODE = 220;

    @Test
    void shouldHaveNoLineOver120Columns() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path file : javaFiles()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.codePointCount(0, line.length()) > MAX_COLUMNS) {
                    wide.add(ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void shouldHaveNoFileOfMainCodeOver220Lines() throws IOException {
        assertThat(javaFiles().stream()
                        .filter(file -> ROOT.relativize(file).toString().contains("src/main"))
                        .filter(file -> linesOf(file) > MAX_LINES_OF_MAIN_CODE)
                        .map(file -> ROOT.relativize(file) + ": " + linesOf(file)))
                .isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> files = new ArrayList<>();
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
            assertThat(files).hasSizeGreaterThan(100);
            return files;
        }
    }

    private static int linesOf(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
