package dev.heatwire.ingest.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.site.SiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDirectoryTest {
    @TempDir
    private Path temp;

    private Path root;
    private SiteDirectory directory;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectories(temp.resolve("site"));
        Files.createDirectories(root.resolve("articles/deep/er"));
        directory = new SiteDirectory(root, FileFilter.STANDARD);
    }

    @Test
    void shouldFindArticlesAtAnyDepthAndReferenceFiles() throws IOException {
        write("articles/a.md");
        write("articles/deep/er/b.md");
        write("providers.yaml");

        DirectoryListing listing = directory.scan();

        assertThat(listing.complete()).isTrue();
        assertThat(listing.files()).containsOnlyKeys("articles/a.md", "articles/deep/er/b.md", "providers.yaml");
        assertThat(directory.read("articles/deep/er/b.md", 100)).isEqualTo("text".getBytes(UTF_8));
    }

    @Test
    void shouldIgnoreFilesThatAreNotArticles() throws IOException {
        for (String name :
                new String[] {".a.md", "a.md.tmp", "a.md.part", ".a.md.swp", "a.md~", "a.txt", ".git/a.md"}) {
            write("articles/" + name);
        }
        write("other.md");
        Files.createDirectories(root.resolve("articles/folder.md"));

        assertThat(directory.scan().files()).isEmpty();
    }

    @Test
    void shouldReadAtMostOneByteMoreThanTheLimit() throws IOException {
        write("articles/a.md");
        directory.scan();

        assertThat(directory.read("articles/a.md", 2)).hasSize(3);
    }

    @Test
    void shouldFollowOnlyLinksInsideTheFolder() throws IOException {
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

        assertThat(directory.scan().files()).containsOnlyKeys("articles/linked/inside.md");
    }

    /** The kubelet replaces the link {@code ..data}, to which all names lead. */
    @Test
    void shouldReadTheVolumeOfAConfigMap() throws IOException {
        Path volume = Files.createDirectories(temp.resolve("volume"));
        Files.createDirectories(volume.resolve("..2026_01_01/articles"));
        Files.writeString(volume.resolve("..2026_01_01/articles/a.md"), "text");
        Files.writeString(volume.resolve("..2026_01_01/policy.yaml"), "text");
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_01_01"));
        Files.createSymbolicLink(volume.resolve("articles"), Path.of("..data/articles"));
        Files.createSymbolicLink(volume.resolve("policy.yaml"), Path.of("..data/policy.yaml"));

        DirectoryListing listing = new SiteDirectory(volume, FileFilter.STANDARD).scan();

        assertThat(listing.files()).containsOnlyKeys("articles/a.md", "policy.yaml");
    }

    /** git-sync replaces a link to the folder by one to the next version, and deletes the old one. */
    @Test
    void shouldFollowALinkedFolderToItsNextVersion() throws IOException {
        write("articles/a.md");
        Path link = Files.createSymbolicLink(temp.resolve("current"), root);
        SiteDirectory linked = new SiteDirectory(link, FileFilter.STANDARD);
        assertThat(linked.scan().files()).containsOnlyKeys("articles/a.md");

        Path next = Files.createDirectories(temp.resolve("next/articles"));
        Files.writeString(next.resolve("b.md"), "text");
        Files.delete(link);
        assertThat(linked.scan().complete()).isFalse();
        Files.createSymbolicLink(link, next.getParent());

        assertThat(linked.scan().files()).containsOnlyKeys("articles/b.md");
        assertThat(linked.read("articles/b.md", 100)).isEqualTo("text".getBytes(UTF_8));
    }

    @Test
    void shouldReportAnIncompleteScan() throws IOException {
        write("providers.yaml");
        write("articles/a.md");
        assertThat(directory.scan().complete()).isTrue();

        Files.move(root.resolve("articles"), root.resolve("elsewhere"));
        assertThat(directory.scan().complete()).isFalse();

        Files.move(root, temp.resolve("gone"));
        assertThat(directory.scan().complete()).isFalse();
        assertThat(directory.scan().files()).isEmpty();
    }

    @Test
    void shouldReadAFileWhoseNameHoldsABackslash() throws IOException {
        write("articles/a\\b.md");

        assertThat(directory.scan().files()).containsOnlyKeys("articles/a\\b.md");
        assertThat(directory.read("articles/a\\b.md", 100)).isNotEmpty();
    }

    @Test
    void shouldRefuseToReadAFileThatTheLastScanDidNotFind() {
        directory.scan();

        assertThatThrownBy(() -> directory.read("../secret.md", 100)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void shouldSayWhichFilesItLeavesOut() throws IOException {
        write("articles/a.MD");
        write("articles/b.mdx");
        write("articles/picture.jpg");
        write("policy.yml");

        assertThat(directory.scan().files()).containsOnlyKeys("articles/a.MD");
        assertThat(directory.notes())
                .containsExactly(
                        "policy.yml is not read; it must be called policy.yaml",
                        "1 file is left out, because `include` does not match: articles/b.mdx");
    }

    /** macOS writes a file {@code ._NAME} beside each file on a volume that cannot keep its attributes. */
    @Test
    void shouldIgnoreHiddenAndTemporaryFilesOfACatalogue() throws IOException {
        directory.use(SiteFile.read("topics: topics\nproviders: providers/*".getBytes(UTF_8), Limits.STANDARD)
                .value()
                .orElseThrow());
        for (String path : List.of(
                "topics/ai.yaml", "topics/._ai.yaml", "providers/cnet.md", "providers/cnet.md.swp", "providers/x~")) {
            write(path);
        }

        DirectoryListing listing = directory.scan();

        assertThat(listing.files()).containsOnlyKeys("topics/ai.yaml", "providers/cnet.md");
        Path hidden = root.toRealPath().resolve("topics/._ai.yaml");
        assertThat(directory.scanChanged(listing, Set.of(hidden), Set.of())).contains(Map.of());
    }

    @Test
    void shouldFindNothingElseBeforeTheLayoutIsRead() throws IOException {
        write("site.yaml");
        write("articles/a.md");

        assertThat(directory.scan().files()).containsOnlyKeys("site.yaml");
        assertThat(directory.scan().complete()).isFalse();
    }

    @Test
    void shouldFindTheFilesOfALayout() throws IOException {
        directory.use(
                SiteFile.read("""
                articles: [_news, content/posts]
                topics: _data/topics/*.yaml
                providers: _data/organizations
                exclude: ["_index.*"]
                """.getBytes(UTF_8), Limits.STANDARD).value().orElseThrow());
        for (String path : List.of(
                "articles/x.md",
                "_news/2026/a.md",
                "content/posts/b.markdown",
                "content/posts/_index.md",
                "content/about.md",
                "_data/topics/ai.yaml",
                "_data/topics/notes.txt",
                "_data/organizations/cnet.md",
                "topics.yaml")) {
            write(path);
        }

        assertThat(directory.scan().files())
                .containsOnlyKeys(
                        "_news/2026/a.md",
                        "content/posts/b.markdown",
                        "_data/topics/ai.yaml",
                        "_data/organizations/cnet.md");
        assertThat(directory.articlesOf(directory.scan().files().keySet()))
                .containsExactly("_news/2026/a.md", "content/posts/b.markdown");
    }

    private void write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
    }
}
