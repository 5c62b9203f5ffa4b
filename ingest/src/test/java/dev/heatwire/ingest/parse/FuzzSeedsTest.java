package dev.heatwire.ingest.parse;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the fuzz tests with their seeds, on every platform and without the fuzzer. */
class FuzzSeedsTest {
    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#articles")
    void shouldHoldForArticles(byte[] file) {
        withTimeout(() -> new ArticleFuzz().shouldEndInAnArticleOrInProblemsWithTheirPlace(file));
    }

    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#urls")
    void shouldHoldForUrls(byte[] text) {
        withTimeout(() -> new UrlFuzz().shouldFindOneCanonicalFormOrRejectTheText(text));
    }

    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#dates")
    void shouldHoldForDates(byte[] text) {
        withTimeout(() -> new DateFuzz().shouldReadAnInstantOrRefuseADate(text));
    }

    private static void withTimeout(Executable check) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), check);
    }
}
