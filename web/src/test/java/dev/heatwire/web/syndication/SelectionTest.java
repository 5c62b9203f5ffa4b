package dev.heatwire.web.syndication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({"20,80,?n=20&heat=80", "5,,?n=5", ",-1,?heat=-1", ",,''", "007,,?n=7"})
    void shouldHaveOneQueryForOneSelection(String count, String heat, String query) {
        assertThat(Selection.of(Optional.ofNullable(count), Optional.ofNullable(heat))
                        .query())
                .isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "x", "1.5", "99999999999", "<b>"})
    void shouldRefuseOtherCounts(String count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.of(Optional.of(count), Optional.empty()))
                .withMessageMatching("n is below 1|n is no whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "example.com",
                "https:/example.com",
                "https://example.com/?a=b",
                "https://example.com/#a",
                "https://user@example.com/"
            })
    void shouldRefuseOtherPublicAddresses(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicSite("Example", URI.create(url), true));
    }

    @Test
    void shouldNameTheSiteWhereFeedsHaveNoPages() {
        PublicSite site = new PublicSite("Example", URI.create("https://example.com/blog"), false);

        assertThat(site.page("news/ai")).hasToString("https://example.com/blog/");
        assertThat(site.address("news/ai", FeedFormat.RSS, Selection.ALL))
                .hasToString("https://example.com/blog/news/ai/rss.xml");
    }
}
