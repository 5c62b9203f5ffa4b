package dev.heatwire.rank;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/** Decides which article of a story leads it. */
final class LeadSelector {
    /** The best first: higher quality, then earlier, then the smaller id. */
    static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::quality)
            .reversed()
            .thenComparing(Candidate::published)
            .thenComparing(Candidate::id);

    private LeadSelector() {}

    /**
     * The leading article, and why it leads.
     *
     * @param article the one whose story is looked at
     * @param covering those about the same story whose quality is known
     */
    static Lead select(Candidate article, Collection<Candidate> covering) {
        if (covering.isEmpty()) {
            return new Lead(article.id(), "leads: no other article of known quality covers the story");
        }
        Candidate best = covering.stream().min(ORDER).orElseThrow();
        return ORDER.compare(article, best) <= 0
                ? new Lead(article.id(), "leads: " + why(article, best))
                : new Lead(best.id(), best.id() + " leads: " + why(best, article));
    }

    private static String why(Candidate winner, Candidate loser) {
        if (winner.quality() > loser.quality()) {
            return "its quality of " + winner.quality() + " is higher than " + loser.quality();
        }
        String tie = "the qualities are equal (" + winner.quality() + "); ";
        return winner.published().isBefore(loser.published())
                ? tie + "it was published earlier"
                : "quality (" + winner.quality() + ") and date are equal; the smaller id wins";
    }

    /**
     * An article that may lead.
     *
     * @param published {@link Instant#MAX} when unknown, so that it loses every tie
     */
    record Candidate(String id, int quality, Instant published) {}

    /** The id of the article that leads, and the reason in words. */
    record Lead(String id, String reason) {}
}
