package dev.heatwire.web.export;

import static dev.heatwire.web.testing.EntryBuilder.entry;
import static dev.heatwire.web.testing.EntryBuilder.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.web.export.ExportDirectory.Changes;
import dev.heatwire.web.syndication.PublicSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportDirectoryTest {
    private static final PublicSite SITE = new PublicSite("Example", URI.create("https://example.com/"), false);
    private static final Set<ExportFormat> ATOM_AND_RSS = Set.of(ExportFormat.ATOM, ExportFormat.RSS);
    private static final RankedFeed NEWS = feed(entry("a"));
    private static final RankedFeed AI = feed("news/ai", Samples.NOON, entry("b"));

    @TempDir
    private Path folder;

    @Test
    void shouldWriteNothingWhenNothingChanged() throws IOException {
        assertThat(export(ATOM_AND_RSS, NEWS, AI)).isEqualTo(new Changes(4, 0, 0));
        FileTime past = FileTime.from(Instant.EPOCH);
        List<Path> files = files();
        for (Path file : files) {
            Files.setLastModifiedTime(file, past);
        }

        assertThat(export(ATOM_AND_RSS, NEWS, AI)).isEqualTo(new Changes(0, 4, 0));
        assertThat(files())
                .isEqualTo(files)
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(past));
    }

    @Test
    void shouldWriteOnlyWhatChanged() throws IOException {
        export(ATOM_AND_RSS, NEWS, AI);

        assertThat(export(ATOM_AND_RSS, feed(entry("c")), AI)).isEqualTo(new Changes(2, 2, 0));
    }

    @Test
    void shouldRepairADamagedFile() throws IOException {
        export(ATOM_AND_RSS, NEWS);
        byte[] content = Files.readAllBytes(folder.resolve("news/atom.xml"));
        Files.writeString(folder.resolve("news/atom.xml"), "<feed");

        assertThat(export(ATOM_AND_RSS, NEWS)).isEqualTo(new Changes(1, 1, 0));
        assertThat(folder.resolve("news/atom.xml")).hasBinaryContent(content);
    }

    @Test
    void shouldRemoveTheFilesOfAFeedThatWentAway() throws IOException {
        export(ATOM_AND_RSS, NEWS, AI);

        assertThat(export(ATOM_AND_RSS, NEWS)).isEqualTo(new Changes(0, 2, 2));
        assertThat(folder.resolve("news/ai")).doesNotExist();
        assertThat(export(ATOM_AND_RSS)).isEqualTo(new Changes(0, 0, 2));
        assertThat(folder.resolve("news")).doesNotExist();
    }

    @Test
    void shouldNotRemoveFilesOfOthers() throws IOException {
        export(ATOM_AND_RSS, NEWS, AI);
        Files.writeString(folder.resolve("news/ai/index.html"), "a page");
        Files.writeString(folder.resolve("news/ai/rss.xml"), "edited");

        assertThat(export(ATOM_AND_RSS, NEWS)).isEqualTo(new Changes(0, 2, 1));
        assertThat(folder.resolve("news/ai")).isDirectoryContaining("glob:**/index.html");
        assertThat(folder.resolve("news/ai/rss.xml")).hasContent("edited");
        assertThat(folder.resolve("news/ai/atom.xml")).doesNotExist();
    }

    @Test
    void shouldNotRemoveFilesOfFormatsThatWereNotAskedFor() throws IOException {
        export(ATOM_AND_RSS, NEWS, AI);

        assertThat(export(Set.of(ExportFormat.RSS), NEWS)).isEqualTo(new Changes(0, 1, 1));
        assertThat(folder.resolve("news/ai/atom.xml")).exists();
        assertThat(export(ATOM_AND_RSS, NEWS)).isEqualTo(new Changes(0, 2, 1));
    }

    @Test
    void shouldNotRemoveFilesOutsideWhateverItsListSays() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "text");
        Path inside = folder.resolve("export");
        String sha256 = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";
        Files.createDirectories(inside);
        Files.writeString(inside.resolve(".heatwire-export.json"), """
                {"files": {"../outside": {"format": "RSS", "sha256": "%s"},
                           "inside": {"format": "RSS", "sha256": "%s"}}}""".formatted(sha256, sha256));
        Files.writeString(inside.resolve("inside"), "text");

        Changes changes = new ExportDirectory(inside).apply(Export.of(List.of(), SITE, ATOM_AND_RSS));

        assertThat(changes).isEqualTo(new Changes(0, 0, 1));
        assertThat(outside).exists();
        assertThat(inside.resolve("inside")).doesNotExist();
    }

    @Test
    void shouldRemoveWhatAnInterruptedExportLeft() throws IOException {
        export(ATOM_AND_RSS, AI);
        Files.writeString(folder.resolve("news/ai/.heatwire-rss.xml.tmp"), "half");

        export(ATOM_AND_RSS, AI, NEWS);
        Files.writeString(folder.resolve("news/ai/rss.xml"), "damaged");
        export(ATOM_AND_RSS, AI, NEWS);

        assertThat(files()).noneMatch(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void shouldBeReadableForWebServers() throws IOException {
        export(ATOM_AND_RSS, NEWS);
        Path plain = Files.writeString(folder.resolve("plain"), "text");

        Set<PosixFilePermission> expected = Files.getPosixFilePermissions(plain);
        assertThat(Files.getPosixFilePermissions(folder.resolve("news/rss.xml")))
                .isEqualTo(expected);
    }

    @Test
    void shouldSayThatItsListIsDamaged() throws IOException {
        Files.writeString(folder.resolve(".heatwire-export.json"), "{");

        assertThatIOException()
                .isThrownBy(() -> export(ATOM_AND_RSS, NEWS))
                .withMessageEndingWith(".heatwire-export.json is damaged; delete it to export all files again");
        assertThat(files()).hasSize(1);
    }

    private Changes export(Set<ExportFormat> formats, RankedFeed... feeds) throws IOException {
        return new ExportDirectory(folder).apply(Export.of(List.of(feeds), SITE, formats));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
