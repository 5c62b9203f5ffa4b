package dev.heatwire.rank;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Named;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.StoryRelation.DetectedStory;
import dev.heatwire.rank.LeadSelector.Candidate;
import dev.heatwire.rank.LeadSelector.Lead;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which article names which as related and which tell the same story, for all articles of a site. The relation of an
 * article follows from the articles that are present alone, whatever the order in which they arrived.
 */
final class StoryGraph {
    private static final Comparator<Member> BEST_FIRST = Comparator.comparingInt(
                    (Member member) -> member.quality().orElse(Integer.MIN_VALUE))
            .reversed()
            .thenComparing(Member::id);

    /** By id: the articles that are present, and those that are only named. */
    private final StoryNodes nodes = new StoryNodes();

    private final DetectedStories stories = new DetectedStories();
    private final Function<String, Optional<StoryArticle>> articles;

    /** @param articles finds a present article; titles and declared figures stay there, to keep the graph small */
    StoryGraph(Function<String, Optional<StoryArticle>> articles) {
        this.articles = articles;
    }

    /**
     * An article that covers another one's story.
     *
     * @param declared what the other article's file declares of it; absent when only this article names the other
     * @param detected whether its words alone say so
     */
    private record Member(String id, StoryNode node, Optional<Named> declared, boolean detected) {
        Optional<Integer> quality() {
            return node.present ? Optional.of(node.quality) : declared.flatMap(Named::quality);
        }

        Instant published() {
            return node.present
                    ? node.published()
                    : declared.flatMap(Named::published).orElse(Instant.MAX);
        }

        Candidate candidate() {
            return new Candidate(id, quality().orElseThrow(), published());
        }
    }

    /** Whether this article is present. */
    boolean contains(String id) {
        return nodes.find(id).filter(node -> node.present).isPresent();
    }

    /** Remembers the hash of a present article's relation; returns whether it is another than before. */
    boolean replaceRelationHash(String id, long hash) {
        return nodes.find(id).orElseThrow().replaceRelationHash(hash);
    }

    /**
     * Adds an article, or replaces it.
     *
     * @return the ids of the present articles whose relations may have changed, the article's own first
     */
    Set<String> put(StoryArticle article) {
        StoryNode node = nodes.findOrAdd(article.id());
        Set<String> affected = new LinkedHashSet<>();
        affected.add(node.id());
        addNeighbours(node, affected);
        node.present = true;
        node.quality = article.quality();
        node.publishedSecond = article.published().getEpochSecond();
        link(node, article.related());
        addNeighbours(node, affected);
        affected.addAll(stories.put(article));
        return affected;
    }

    /**
     * Removes an article.
     *
     * @return the ids of the present articles whose relations may have changed
     */
    Set<String> remove(String id) {
        return nodes.find(id).filter(node -> node.present).map(this::remove).orElse(Set.of());
    }

    private Set<String> remove(StoryNode node) {
        Set<String> affected = new LinkedHashSet<>();
        addNeighbours(node, affected);
        node.present = false;
        node.replaceRelationHash(StoryNode.NO_RELATION);
        link(node, List.of());
        forgetIfUnused(node);
        affected.addAll(stories.remove(node.id()));
        return affected;
    }

    private static void addNeighbours(StoryNode node, Set<String> affected) {
        node.eachNeighbour(neighbour -> {
            if (neighbour.present) {
                affected.add(neighbour.id());
            }
        });
    }

    private void link(StoryNode node, List<Named> related) {
        List<StoryNode> names =
                related.stream().map(named -> nodes.findOrAdd(named.id())).toList();
        node.name(names).forEach(this::forgetIfUnused);
    }

    private void forgetIfUnused(StoryNode node) {
        if (!node.present && node.isUnnamed()) {
            nodes.remove(node.id());
        }
    }

    /** The relation of an article; empty when it is not present. */
    Optional<StoryRelation> relation(String id) {
        return nodes.find(id)
                .filter(node -> node.present)
                .flatMap(node -> articles.apply(id).map(article -> relation(node, article)));
    }

    private StoryRelation relation(StoryNode node, StoryArticle article) {
        Map<String, Member> declared = members(node, article);
        List<Candidate> candidates = Stream.concat(
                        declared.values().stream()
                                .filter(member -> member.quality().isPresent())
                                .map(Member::candidate),
                        stories.company(article.id()).limit(1))
                .toList();
        Lead lead = LeadSelector.select(new Candidate(article.id(), node.quality, node.published()), candidates);
        // the others name their lead alone, so that an arrival rewrites few relations of its story
        List<Member> detected = lead.id().equals(article.id()) ? company(article.id(), declared.keySet()) : List.of();
        List<CoveringArticle> coverage = StoryCoverage.cut(Stream.concat(declared.values().stream(), detected.stream())
                .sorted(BEST_FIRST)
                .limit(RankedArticle.MAX_COVERAGE)
                .map(member -> covering(member, article.id()))
                .flatMap(Optional::stream)
                .toList());
        Optional<DetectedStory> story = stories.story(article.id()).map(id -> new DetectedStory(id, detected.size()));
        return new StoryRelation(
                node.quality, lead.id(), lead.reason(), declared.size() + detected.size(), coverage, story);
    }

    /** The other articles of the detected story that are not declared: the best of each provider family. */
    private List<Member> company(String id, Set<String> declared) {
        Stream<Candidate> others = stories.company(id).filter(other -> !declared.contains(other.id()));
        return stories.onePerFamily(id, others)
                .map(other -> new Member(other.id(), nodes.find(other.id()).orElseThrow(), Optional.empty(), true))
                .toList();
    }

    /** The articles that this one names, and the present ones that name it. */
    private Map<String, Member> members(StoryNode node, StoryArticle article) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Named named : article.related()) {
            nodes.find(named.id())
                    .ifPresent(
                            other -> members.put(named.id(), new Member(named.id(), other, Optional.of(named), false)));
        }
        node.eachNaming(other -> {
            if (other.present) {
                String id = other.id();
                members.putIfAbsent(id, new Member(id, other, Optional.empty(), false));
            }
        });
        return members;
    }

    /** What a present article says of itself, else what is declared of it. */
    private Optional<CoveringArticle> covering(Member member, String lead) {
        if (!member.node().present) {
            return member.declared()
                    .map(named -> new CoveringArticle(
                            named.id(),
                            named.title(),
                            named.url(),
                            named.provider(),
                            named.quality(),
                            CoverageKind.DECLARED,
                            Optional.empty()));
        }
        if (member.detected()) {
            return Optional.of(stories.covering(member.id(), lead));
        }
        return articles.apply(member.id())
                .map(article -> new CoveringArticle(
                        article.id(),
                        article.title(),
                        article.url(),
                        article.provider(),
                        member.quality(),
                        CoverageKind.LIVE,
                        Optional.empty()));
    }
}
