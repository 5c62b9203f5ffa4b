package dev.heatwire.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command in JVMs whose users have other letters and digits. */
@Tag("full")
@Timeout(300)
class LocaleTest {
    @TempDir
    private Path folder;

    private Path site;

    @BeforeEach
    void createSite() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("policy.yaml"), "publish: {minimumHeat: 0}\n");
        Path articles = Files.createDirectories(site.resolve("articles"));
        Files.writeString(articles.resolve("a.md"), """
                ---
                title: Ferry gets new timetable
                publishedDateTime: 2026-03-02T08:00:00Z
                webUrl: https://news.example/ferry
                ---
                """);
        Files.writeString(articles.resolve("b.md"), "---\nquality: x\n---\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai"})
    void shouldRunInAnyLocale(String locale) throws Exception {
        Result validated = heatwire(locale, "validate", site.toString());
        Result ran = heatwire(locale, "run", site.toString(), "--once");
        Result json = heatwire(locale, "run", site.toString(), "--once", "--format", "json");

        assertThat(validated.exit()).as(validated.text()).isEqualTo(ExitCode.SOME_REJECTED);
        assertThat(validated.text()).contains("b.md:2:10: quality: must be a whole number");
        assertThat(ran.exit()).as(ran.text()).isEqualTo(ExitCode.SOME_REJECTED);
        assertThat(ran.text()).contains("2 articles read, 1 ranked, 1 published, 1 file rejected");
        assertThat(json.exit()).as(json.text()).isEqualTo(ExitCode.SOME_REJECTED);
        assertThat(json.text()).contains("\"rank\"");
        assertThat(List.of(validated.text(), ran.text(), json.text()))
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("[\\p{Nd}&&[^0-9]]"));
    }

    private Result heatwire(String locale, String... arguments) throws IOException, InterruptedException {
        String[] parts = locale.split("-", 3);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + parts[0],
                "-Duser.country=" + parts[1],
                "-Duser.extensions=" + (parts.length > 2 ? parts[2] : ""),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                HeatwireCommand.class.getName()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "heatwire", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    private record Result(int exit, String text) {}
}
