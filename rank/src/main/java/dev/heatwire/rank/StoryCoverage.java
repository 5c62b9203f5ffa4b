package dev.heatwire.rank;

import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.List;

/** Bounds the list of covering articles, so that a relation always fits into a record. */
final class StoryCoverage {
    /** Twice the texts of a hundred articles with long titles and addresses. */
    static final int MAX_CHARACTERS = 60_000;

    private StoryCoverage() {}

    /** The first articles whose texts have at most {@value #MAX_CHARACTERS} characters together. */
    static List<CoveringArticle> cut(List<CoveringArticle> coverage) {
        int characters = 0;
        for (int count = 0; count < coverage.size(); count++) {
            characters += characters(coverage.get(count));
            if (characters > MAX_CHARACTERS) {
                return coverage.subList(0, count);
            }
        }
        return coverage;
    }

    private static int characters(CoveringArticle article) {
        return article.id().length()
                + article.title().length()
                + article.url().length()
                + article.provider().length();
    }
}
