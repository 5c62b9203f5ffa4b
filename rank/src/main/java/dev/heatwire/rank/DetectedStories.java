package dev.heatwire.rank;

import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.rank.stories.SimilarityGraph;
import dev.heatwire.rank.stories.StoryReason;
import dev.heatwire.rank.stories.StoryThreshold;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The detected stories of a site. While a new policy is applied, articles under different settings are in graphs of
 * their own and not compared, so that the stories follow from the present articles alone at any moment.
 */
final class DetectedStories {
    private static final int MAX_WORDS = 5;
    private static final int POINTS_PER_HUNDREDTH = 10_000;

    private final Map<Setting, SimilarityGraph> graphs = new HashMap<>();
    /** By article. */
    private final Map<String, Place> places = new HashMap<>();

    private record Setting(Threshold threshold, Duration window) {
        static Setting of(StoryArticle.Detection detection) {
            return new Setting(detection.threshold(), detection.window());
        }

        SimilarityGraph emptyGraph() {
            return new SimilarityGraph(StoryThreshold.valueOf(threshold.name()), window);
        }
    }

    /** @param story the id of the story that the article was in when it changed last */
    private record Place(SimilarityGraph graph, String family, String story) {
        List<String> members() {
            return graph.members(story);
        }

        Place in(String other) {
            return new Place(graph, family, other);
        }
    }

    /**
     * Adds an article, or replaces it; one without a detection is in no story.
     *
     * @return the ids of the articles whose stories may have changed, or the explanations of them
     */
    Set<String> put(StoryArticle article) {
        if (article.detection().isEmpty()) {
            return remove(article.id());
        }
        StoryArticle.Detection detection = article.detection().get();
        SimilarityGraph graph = graphs.computeIfAbsent(Setting.of(detection), Setting::emptyGraph);
        Set<String> affected = new LinkedHashSet<>();
        Place before = places.get(article.id());
        if (before != null && before.graph() != graph) {
            affected.addAll(remove(article.id()));
            before = null;
        }
        Set<String> changed = graph.put(StorySignatures.candidate(article, detection));
        places.put(article.id(), new Place(graph, detection.family(), before == null ? article.id() : before.story()));
        affected.addAll(settle(graph, changed));
        return affected;
    }

    /** @return the ids of the remaining articles whose stories may have changed */
    Set<String> remove(String id) {
        Place place = places.remove(id);
        if (place == null) {
            return Set.of();
        }
        Set<String> changed = place.graph().remove(id);
        Set<String> affected = new LinkedHashSet<>(place.members());
        affected.addAll(settle(place.graph(), changed));
        return affected;
    }

    /** Notes the stories of the changed articles, and returns all members of those before and after the change. */
    private Set<String> settle(SimilarityGraph graph, Set<String> changed) {
        Set<String> affected = new LinkedHashSet<>(changed);
        for (String id : changed) {
            Place before = places.get(id);
            affected.addAll(before.members());
            Place after = before.in(graph.story(id).orElseThrow());
            places.put(id, after);
            affected.addAll(after.members());
        }
        return affected;
    }

    /** The id of the article's story; empty when it has no company. */
    Optional<String> story(String id) {
        return Optional.ofNullable(places.get(id))
                .filter(place -> place.members().size() > 1)
                .map(Place::story);
    }

    /** The ids of the other articles of the article's story. */
    List<String> company(String id) {
        return Optional.ofNullable(places.get(id)).map(Place::members).orElse(List.of()).stream()
                .filter(other -> !other.equals(id))
                .toList();
    }

    /**
     * The first article of each provider family, without the family of the lead.
     *
     * @param company articles of the lead's story
     */
    <T> List<T> onePerFamily(String lead, Stream<T> company, Function<T, String> id) {
        Set<String> families = new HashSet<>();
        Optional.ofNullable(places.get(lead)).map(Place::family).ifPresent(families::add);
        return company.filter(
                        article -> families.add(places.get(id.apply(article)).family()))
                .toList();
    }

    /** Why an article is in the story of its lead, in words for an editor. */
    String reason(String id, String lead) {
        return why(id).or(() -> why(lead).map(words -> lead + " is the " + words))
                .orElse("other articles of the story link the two");
    }

    private Optional<String> why(String id) {
        return Optional.ofNullable(places.get(id))
                .flatMap(place -> place.graph().reason(id))
                .map(DetectedStories::inWords);
    }

    private static String inWords(StoryReason reason) {
        String pairs = reason.pairs().isEmpty()
                ? ""
                : reason.pairs().stream()
                        .limit(MAX_WORDS)
                        .collect(Collectors.joining("”, “", " and side by side “", "”"));
        return "same story as " + reason.to() + ": they share "
                + reason.words().stream().limit(MAX_WORDS).collect(Collectors.joining(", "))
                + pairs + "; " + reason.hours() + " hours apart; " + ratio(reason.points()) + " where "
                + ratio(reason.needed()) + " is needed";
    }

    /** Millionths with two decimals, rounded down, so that no figure below the threshold looks like it. */
    private static String ratio(int millionths) {
        int hundredths = millionths / POINTS_PER_HUNDREDTH;
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }
}
