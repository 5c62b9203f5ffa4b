package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void shouldLeaveNothingAfterAClose() throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.createIn(parent)) {
            Files.createDirectories(directory.path().resolve("broker/log"));
            Files.writeString(directory.path().resolve("broker/log/records"), "records");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldDeleteWhatAKilledProcessHasLeft() throws IOException {
        Path abandoned = Files.createDirectories(parent.resolve("heatwire-123"));
        Files.createFile(abandoned.resolve(".lock"));
        Files.createFile(abandoned.resolve(".temporary"));
        Files.writeString(abandoned.resolve("records"), "records");

        try (TemporaryDirectory directory = TemporaryDirectory.createIn(parent)) {
            assertThat(parent).isDirectoryContaining(directory.path()::equals);
            assertThat(abandoned).doesNotExist();
        }
    }

    @Test
    void shouldKeepTheDirectoryOfARunningProcess() throws IOException {
        try (TemporaryDirectory running = TemporaryDirectory.createIn(parent);
                TemporaryDirectory other = TemporaryDirectory.createIn(parent)) {
            assertThat(running.path()).exists();
            assertThat(other.path()).exists();
        }
    }

    /** On Linux, a process that closes a file loses its locks on it, however often it has opened the file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldStayLockedWhileItLooksForAbandonedDirectories() throws IOException {
        try (TemporaryDirectory first = TemporaryDirectory.createIn(parent);
                TemporaryDirectory second = TemporaryDirectory.createIn(parent)) {
            for (TemporaryDirectory directory : List.of(first, second)) {
                Object inode = Files.getAttribute(directory.path().resolve(".lock"), "unix:ino");
                assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + inode + " ");
            }
        }
    }

    @Test
    void shouldKeepADirectoryThatAUserHasGiven() throws Exception {
        Path given = parent.resolve("heatwire-data");
        RunDirectory.open(Optional.of(given)).close();

        TemporaryDirectory.createIn(parent).close();

        assertThat(given).exists();
    }

    @Test
    void shouldKeepWhatAUserRecoversFromAKilledProcess() throws Exception {
        Path abandoned = Files.createDirectories(parent.resolve("heatwire-123"));
        Files.createFile(abandoned.resolve(".temporary"));
        RunDirectory.open(Optional.of(abandoned)).close();

        TemporaryDirectory.createIn(parent).close();

        assertThat(abandoned).exists();
    }

    @Test
    void shouldNotFollowLinks() throws IOException {
        Path target = Files.createDirectories(parent.resolve("target"));
        Files.createFile(target.resolve(".temporary"));
        Files.createSymbolicLink(parent.resolve("heatwire-link"), target);

        TemporaryDirectory.createIn(parent).close();

        assertThat(target.resolve(".temporary")).exists();
    }
}
