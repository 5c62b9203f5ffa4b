package dev.heatwire.web.editor;

import dev.heatwire.web.PipelineHealth;
import dev.heatwire.web.http.WebAddress;
import dev.heatwire.web.page.FeedPage.SiteHead;
import dev.heatwire.web.page.PageEntry.Age;
import dev.heatwire.web.page.PageEntry.PageLink;
import java.time.Instant;
import java.util.List;

/**
 * The editor's view.
 *
 * @param moreFiles how many files are not listed
 */
public record EditorPage(
        SiteHead site, PipelineHealth.Report health, List<Miss> misses, List<Hidden> files, int moreFiles) {
    private static final int MAX_FILES = 500;

    public record Miss(PageLink headline, String provider, Age age, int quality, String heat, List<String> reasons) {
        static Miss of(NearMiss article, Instant now) {
            return new Miss(
                    new PageLink(article.title(), WebAddress.of(article.url())),
                    article.provider(),
                    Age.of(article.publishedDateTime(), now),
                    article.quality(),
                    article.heat() < 0 ? "–" : Integer.toString(article.heat()),
                    List.of(article.reasons().published(), article.reasons().lead()));
        }
    }

    public record Hidden(String path, String state, Age since, List<String> reasons, boolean rejected) {
        static Hidden of(HiddenFile file, Instant now) {
            return new Hidden(
                    file.path(),
                    file.state().displayName(),
                    Age.of(file.since(), now),
                    file.reasons(),
                    file.isRejected());
        }
    }

    static EditorPage of(
            SiteHead site, PipelineHealth.Report health, List<NearMiss> misses, List<HiddenFile> files, Instant now) {
        return new EditorPage(
                site,
                health,
                misses.stream().map(miss -> Miss.of(miss, now)).toList(),
                files.stream()
                        .limit(MAX_FILES)
                        .map(file -> Hidden.of(file, now))
                        .toList(),
                Math.max(0, files.size() - MAX_FILES));
    }
}
