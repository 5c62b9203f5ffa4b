package dev.heatwire.rank;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/** Decides which article of a story leads it. */
final class StoryLead {
    /** The best first: higher quality, then earlier, then the smaller id. */
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::quality)
            .reversed()
            .thenComparing(Candidate::published)
            .thenComparing(Candidate::id);

    private StoryLead() {}

    /**
     * The id of the leading article.
     *
     * @param article the one whose story is looked at
     * @param covering those about the same story whose quality is known
     */
    static String of(Candidate article, Collection<Candidate> covering) {
        Candidate lead = article;
        for (Candidate candidate : covering) {
            if (ORDER.compare(candidate, lead) < 0) {
                lead = candidate;
            }
        }
        return lead.id();
    }

    /**
     * An article that may lead.
     *
     * @param published {@link Instant#MAX} when unknown, so that it loses every tie
     */
    record Candidate(String id, int quality, Instant published) {}
}
