package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.events.StoryFact;
import dev.heatwire.rank.LeadSelector.Candidate;
import dev.heatwire.rank.LeadSelector.Lead;
import dev.heatwire.rank.QualityRules.Quality;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An article together with what the other articles of its story told it. All it says follows from these alone, so the
 * order in which they arrived leaves no trace.
 *
 * @param received when the article reached the pipeline
 * @param heard the latest fact of each other article, by its id
 */
record Story(EnrichedArticle article, Instant received, Map<String, StoryFact> heard) {
    private static final Comparator<CoveringArticle> BEST_FIRST = Comparator.comparingInt(
                    (CoveringArticle covering) -> covering.quality().orElse(Integer.MIN_VALUE))
            .reversed()
            .thenComparing(CoveringArticle::id);

    /** How the article ranks, and what it tells the others of its story, by the id of the one that is told. */
    record Judgement(RankedArticle ranked, Map<String, StoryFact> tells) {}

    Judgement judged(Policy policy) {
        Quality quality = QualityRules.score(article, policy.quality());
        return new Judgement(ranked(policy, quality), tells(quality));
    }

    private RankedArticle ranked(Policy policy, Quality quality) {
        Collection<Member> members = members().values();
        List<Candidate> rivals = members.stream()
                .filter(member -> member.covering().quality().isPresent())
                .map(Member::candidate)
                .toList();
        Lead lead = LeadSelector.of(new Candidate(article.id(), quality.points(), article.publishedDateTime()), rivals);
        boolean leads = lead.id().equals(article.id());
        int heat = HeatRules.heat(leads, quality.points(), members.size(), policy.heat());
        return new RankedArticle(
                article,
                quality.points(),
                heat,
                HeatRules.published(heat, policy.publish()),
                TimeDecayScore.score(heat, article.publishedDateTime(), received, policy.ranking()),
                lead.id(),
                members.stream().map(Member::covering).sorted(BEST_FIRST).toList(),
                quality.parts(),
                new Reasons(
                        lead.reason(),
                        HeatRules.whyHeat(leads, quality.points(), members.size(), policy.heat()),
                        HeatRules.whyPublished(heat, policy.publish())));
    }

    private Map<String, StoryFact> tells(Quality quality) {
        Map<String, StoryFact> facts = new TreeMap<>();
        heard.values().stream()
                .filter(StoryFact::names)
                .forEach(fact -> facts.put(fact.from(), fact(fact.from(), false, quality)));
        article.related().stream()
                .map(EnrichedArticle.Story::id)
                .filter(id -> !id.equals(article.id()))
                .forEach(id -> facts.put(id, fact(id, true, quality)));
        return facts;
    }

    private StoryFact fact(String to, boolean names, Quality quality) {
        return new StoryFact(article.id(), to, names, article.title(), quality.points(), article.publishedDateTime());
    }

    /** Those this article names and those that name it; what one says about itself wins over what is said of it. */
    private Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        for (EnrichedArticle.Story story : article.related()) {
            if (!story.id().equals(article.id())) {
                members.putIfAbsent(story.id(), Member.declared(story));
            }
        }
        for (StoryFact fact : heard.values()) {
            if (fact.names() || members.containsKey(fact.from())) {
                members.put(fact.from(), Member.live(fact));
            }
        }
        return members;
    }

    private record Member(CoveringArticle covering, Instant published) {
        static Member declared(EnrichedArticle.Story story) {
            return new Member(
                    new CoveringArticle(story.id(), story.title(), story.quality(), false),
                    story.publishedDateTime().orElse(Instant.MAX));
        }

        static Member live(StoryFact fact) {
            return new Member(
                    new CoveringArticle(fact.from(), fact.title(), Optional.of(fact.quality()), true),
                    fact.publishedDateTime());
        }

        Candidate candidate() {
            return new Candidate(covering.id(), covering.quality().orElseThrow(), published);
        }
    }
}
