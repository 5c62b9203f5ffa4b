package dev.heatwire.ingest.parse;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing found stays mended, on every platform and without the fuzzer. */
class FuzzSeedsTest {
    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#articles")
    void shouldHoldForArticles(byte[] file) {
        soon(() -> new ArticleFuzz().shouldEndInAnArticleOrInProblemsWithTheirPlace(file));
    }

    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#urls")
    void shouldHoldForUrls(byte[] text) {
        soon(() -> new UrlFuzz().shouldSpellAnAddressInOneWayOrRefuseIt(text));
    }

    @ParameterizedTest
    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#dates")
    void shouldHoldForDates(byte[] text) {
        soon(() -> new DateFuzz().shouldReadAnInstantOrRefuseADate(text));
    }

    private static void soon(Executable check) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), check);
    }
}
