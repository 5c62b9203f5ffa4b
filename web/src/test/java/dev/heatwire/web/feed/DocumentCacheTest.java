package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import dev.heatwire.web.http.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentCacheTest {
    private static final Object VERSION = "first";
    private static final Object OTHER = "second";

    /** Room for four documents. */
    private final DocumentCache cache = new DocumentCache(100_000);

    @Test
    void shouldDropTheDocumentThatIsUnusedForLongest() {
        for (String name : List.of("a", "b", "c", "d")) {
            cache.put(VERSION, name, document(10_000));
        }
        cache.find(VERSION, "a");
        cache.put(OTHER, "e", document(10_000));

        assertThat(cache.find(VERSION, "a")).isPresent();
        assertThat(cache.find(VERSION, "b")).isEmpty();
        assertThat(cache.find(OTHER, "e")).isPresent();
    }

    @Test
    void shouldNotKeepADocumentThatIsTooLarge() {
        cache.put(VERSION, "a", document(60_000));
        assertThat(cache.find(VERSION, "a")).isEmpty();

        cache.put(VERSION, "b", document(10_000));
        assertThat(cache.find(VERSION, "b")).isPresent();
    }

    @Test
    void shouldHaveRoomAgainWhenAVersionIsDroppedOrADocumentReplaced() {
        for (int round = 0; round < 10; round++) {
            cache.put(VERSION, "a", document(10_000));
            cache.put(VERSION, "b", document(10_000));
            cache.put(OTHER, "c", document(10_000));
            cache.drop(VERSION);
        }

        for (String name : List.of("d", "e", "f")) {
            cache.put(OTHER, name, document(10_000));
        }

        assertThat(cache.find(VERSION, "a")).isEmpty();
        assertThat(List.of("c", "d", "e", "f"))
                .allMatch(name -> cache.find(OTHER, name).isPresent());
    }

    private static Document document(int bytes) {
        return Document.json(new byte[bytes], Samples.NOON);
    }
}
