package dev.heatwire.ingest.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDirectoryTest {
    @TempDir
    private Path temp;

    private Path root;
    private SiteDirectory folder;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectories(temp.resolve("site"));
        Files.createDirectories(root.resolve("articles/deep/er"));
        folder = new SiteDirectory(root, FileFilter.STANDARD);
    }

    @Test
    void shouldFindArticlesAtAnyDepthAndReferenceFiles() throws IOException {
        write("articles/a.md");
        write("articles/deep/er/b.md");
        write("providers.yaml");

        SiteDirectory.DirectoryListing scan = folder.scan();

        assertThat(scan.complete()).isTrue();
        assertThat(scan.files()).containsOnlyKeys("articles/a.md", "articles/deep/er/b.md", "providers.yaml");
        assertThat(folder.read("articles/deep/er/b.md", 100)).isEqualTo("text".getBytes(UTF_8));
    }

    @Test
    void shouldLeaveOutWhatIsNoArticle() throws IOException {
        for (String name :
                new String[] {".a.md", "a.md.tmp", "a.md.part", ".a.md.swp", "a.md~", "a.txt", ".git/a.md"}) {
            write("articles/" + name);
        }
        write("other.md");
        Files.createDirectories(root.resolve("articles/folder.md"));

        assertThat(folder.scan().files()).isEmpty();
    }

    @Test
    void shouldReadNoMoreThanTheLimitAndOneByte() throws IOException {
        write("articles/a.md");
        folder.scan();

        assertThat(folder.read("articles/a.md", 2)).hasSize(3);
    }

    @Test
    void shouldFollowLinksThatStayInsideAndNoOthers() throws IOException {
        Files.writeString(temp.resolve("secret.md"), "secret");
        Files.createDirectories(temp.resolve("outside"));
        Files.writeString(temp.resolve("outside/secret.md"), "secret");
        Files.createDirectories(root.resolve("content"));
        write("content/inside.md");
        Files.createSymbolicLink(root.resolve("articles/file.md"), temp.resolve("secret.md"));
        Files.createSymbolicLink(root.resolve("articles/folder"), temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("articles/linked"), root.resolve("content"));
        Files.createSymbolicLink(root.resolve("articles/round"), root.resolve("articles"));
        Files.createSymbolicLink(root.resolve("policy.yaml"), temp.resolve("secret.md"));

        assertThat(folder.scan().files()).containsOnlyKeys("articles/linked/inside.md");
    }

    @Test
    void shouldSayWhenItCouldNotSeeEverything() throws IOException {
        write("providers.yaml");
        write("articles/a.md");
        assertThat(folder.scan().complete()).isTrue();

        Files.move(root.resolve("articles"), root.resolve("elsewhere"));
        assertThat(folder.scan().complete()).isFalse();

        Files.move(root, temp.resolve("gone"));
        assertThat(folder.scan().complete()).isFalse();
        assertThat(folder.scan().files()).isEmpty();
    }

    @Test
    void shouldKeepAFileWhoseNameHoldsABackslash() throws IOException {
        write("articles/a\\b.md");

        assertThat(folder.scan().files()).containsOnlyKeys("articles/a\\b.md");
        assertThat(folder.read("articles/a\\b.md", 100)).isNotEmpty();
    }

    @Test
    void shouldReadNothingThatTheLastScanDidNotFind() {
        folder.scan();

        assertThatThrownBy(() -> folder.read("../secret.md", 100)).isInstanceOf(NoSuchFileException.class);
    }

    private void write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
    }
}
