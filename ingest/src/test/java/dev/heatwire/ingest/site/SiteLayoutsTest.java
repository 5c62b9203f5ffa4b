package dev.heatwire.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.Limits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteLayoutsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void createFolders() throws IOException {
        Files.createDirectories(folder.resolve("site/articles/2026"));
        Files.createDirectories(folder.resolve("hugo/content/posts"));
        Files.createDirectories(folder.resolve("file"));
        Files.writeString(folder.resolve("file/articles"), "no folder");
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/site.yaml"), "articles: [_news]\n");
        Files.createDirectories(folder.resolve("laid-out/_news"));
        Files.writeString(folder.resolve("laid-out/site.yaml"), "articles: [_posts, _news]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "hugo, 'no folder articles in '",
        "file, 'no folder articles in '",
        "absent, 'no folder articles in '",
        "elsewhere, 'no folder _news in '",
        "site/articles, name the folder that contains it",
    })
    void shouldSayThatAFolderIsNoSite(String site, String reason) {
        assertThat(SiteLayouts.missingArticles(folder.resolve(site), Limits.STANDARD))
                .hasValueSatisfying(text -> assertThat(text).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"site", "laid-out"})
    void shouldAcceptASiteWithOneOfItsArticleFolders(String site) {
        assertThat(SiteLayouts.missingArticles(folder.resolve(site), Limits.STANDARD))
                .isEmpty();
    }

    @Test
    void shouldIgnoreALayoutThatIsALinkOutOfTheSite() throws IOException {
        Files.createSymbolicLink(folder.resolve("site/site.yaml"), folder.resolve("laid-out/site.yaml"));
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.writeString(inside.resolve("layout.yaml"), "articles: [content]\n");
        Files.createSymbolicLink(inside.resolve("site.yaml"), Path.of("layout.yaml"));

        assertThat(SiteLayouts.read(folder.resolve("site"), Limits.STANDARD).value())
                .contains(SiteLayout.STANDARD);
        assertThat(SiteLayouts.read(inside, Limits.STANDARD)
                        .value()
                        .orElseThrow()
                        .articles())
                .containsExactly("content");
    }

    @Test
    void shouldRejectALayoutThatIsTooLarge() throws IOException {
        Path file = folder.resolve("laid-out/site.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            // more than an array can hold: to read the whole file would be an OutOfMemoryError
            large.setLength(1L << 32);
        }

        assertThatNoException()
                .isThrownBy(() -> assertThat(SiteLayouts.read(folder.resolve("laid-out"), Limits.STANDARD)
                                .errors())
                        .extracting(Problem::code)
                        .containsExactly("too-large"));
    }

    @Test
    void shouldNotTakeALinkOutOfTheSiteForItsArticles() throws IOException {
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("articles"), folder.resolve("site/articles"));

        assertThat(SiteLayouts.missingArticles(linked, Limits.STANDARD)).isPresent();
    }
}
