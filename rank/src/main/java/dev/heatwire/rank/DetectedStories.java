package dev.heatwire.rank;

import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.rank.LeadSelector.Candidate;
import dev.heatwire.rank.stories.SimilarityGraph;
import dev.heatwire.rank.stories.StoryReason;
import dev.heatwire.rank.stories.StoryThreshold;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The detected stories of a site. While a new policy is applied, articles under different settings are in graphs of
 * their own and not compared, so that the stories follow from the present articles alone at any moment.
 */
final class DetectedStories {
    private static final NavigableSet<Candidate> NO_MEMBERS = Collections.emptyNavigableSet();

    private final Map<Setting, SimilarityGraph> graphs = new HashMap<>();
    /** By article. */
    private final Map<String, Place> places = new HashMap<>();
    /** By the id of the story: its articles, the best first. */
    private final Map<String, NavigableSet<Candidate>> stories = new HashMap<>();
    /** By article: why it points where it does; kept, because each arrival of a story asks for all of them. */
    private final Map<String, Optional<String>> reasons = new HashMap<>();

    private record Setting(Threshold threshold, Duration window) {
        static Setting of(StoryArticle.Detection detection) {
            return new Setting(detection.threshold(), detection.window());
        }

        SimilarityGraph emptyGraph() {
            return new SimilarityGraph(
                    switch (threshold) {
                        case CAREFUL -> StoryThreshold.CAREFUL;
                        case NORMAL -> StoryThreshold.NORMAL;
                        case GENEROUS -> StoryThreshold.GENEROUS;
                    },
                    window);
        }
    }

    /**
     * Where an article stands.
     *
     * @param family of the provider
     * @param text what the lead of the story shows of the article
     * @param story the id of the story in which the article was after the last change
     */
    private record Place(SimilarityGraph graph, String family, Candidate candidate, Text text, String story) {}

    /** @param provider its name */
    record Text(String url, String title, String provider) {}

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
        }
        Candidate candidate = new Candidate(article.id(), article.quality(), article.published());
        Text text = new Text(article.url(), article.title(), article.provider());
        Set<String> changed = graph.put(StorySignatures.candidate(article, detection));
        affected.addAll(
                move(graph, changed, Optional.of(new Place(graph, detection.family(), candidate, text, article.id()))));
        return affected;
    }

    /** @return the ids of the remaining articles whose stories may have changed */
    Set<String> remove(String id) {
        Place place = places.get(id);
        if (place == null) {
            return Set.of();
        }
        Set<String> changed = new LinkedHashSet<>(place.graph().remove(id));
        changed.add(id);
        Set<String> affected = move(place.graph(), changed, Optional.empty());
        affected.remove(id);
        return affected;
    }

    /**
     * Moves the changed articles into their stories. Only the best article of a story depends on all of it: the others
     * change when it does.
     *
     * @param arrived the place of the article that arrived or was edited
     * @return the articles whose relations may have changed
     */
    private Set<String> move(SimilarityGraph graph, Set<String> changed, Optional<Place> arrived) {
        Map<String, Optional<Candidate>> bestBefore = new LinkedHashMap<>();
        for (String id : changed) {
            reasons.remove(id);
            Optional<Place> before = Optional.ofNullable(places.remove(id));
            before.ifPresent(place -> bestBefore.computeIfAbsent(place.story(), this::best));
            graph.story(id).ifPresent(story -> bestBefore.computeIfAbsent(story, this::best));
            Optional<Place> after =
                    arrived.filter(place -> place.candidate().id().equals(id)).or(() -> before);
            before.ifPresent(this::leave);
            graph.story(id).ifPresent(story -> enter(after.orElseThrow(), story));
        }
        Set<String> affected = new LinkedHashSet<>(changed);
        bestBefore.forEach((story, before) -> {
            NavigableSet<Candidate> members = stories.getOrDefault(story, NO_MEMBERS);
            boolean sameBest = before.equals(best(story));
            members.stream()
                    .limit(sameBest ? 1 : members.size())
                    .map(Candidate::id)
                    .forEach(affected::add);
        });
        return affected;
    }

    private Optional<Candidate> best(String story) {
        return stories.getOrDefault(story, NO_MEMBERS).stream().findFirst();
    }

    private void leave(Place place) {
        NavigableSet<Candidate> members = stories.get(place.story());
        members.remove(place.candidate());
        if (members.isEmpty()) {
            stories.remove(place.story());
        }
    }

    private void enter(Place place, String story) {
        stories.computeIfAbsent(story, id -> new TreeSet<>(LeadSelector.ORDER)).add(place.candidate());
        places.put(
                place.candidate().id(),
                new Place(place.graph(), place.family(), place.candidate(), place.text(), story));
    }

    /** The id of the article's story; empty when it has no company. */
    Optional<String> story(String id) {
        return Optional.ofNullable(places.get(id))
                .map(Place::story)
                .filter(story -> stories.get(story).size() > 1);
    }

    /** The other articles of the article's story, the best first. */
    Stream<Candidate> company(String id) {
        return Optional.ofNullable(places.get(id)).map(Place::story).map(stories::get).stream()
                .flatMap(Collection::stream)
                .filter(other -> !other.id().equals(id));
    }

    /**
     * The first article of each provider family, without the family of the lead.
     *
     * @param company articles of the lead's story
     */
    Stream<Candidate> onePerFamily(String lead, Stream<Candidate> company) {
        Set<String> families = new HashSet<>();
        Optional.ofNullable(places.get(lead)).map(Place::family).ifPresent(families::add);
        return company.filter(article -> families.add(places.get(article.id()).family()));
    }

    /** An article of a story as its lead shows it. */
    CoveringArticle covering(String id, String lead) {
        Place place = places.get(id);
        return new CoveringArticle(
                id,
                place.text().title(),
                place.text().url(),
                place.text().provider(),
                Optional.of(place.candidate().quality()),
                CoverageKind.DETECTED,
                Optional.of(reason(id, lead)));
    }

    /** Why an article is in the story of its lead, in words for an editor. */
    private String reason(String id, String lead) {
        return why(id).or(() -> why(lead).map(words -> lead + " is the " + words))
                .orElse("other articles of the story link the two");
    }

    private Optional<String> why(String id) {
        return reasons.computeIfAbsent(
                id,
                key -> Optional.ofNullable(places.get(key))
                        .flatMap(place -> place.graph().reason(key))
                        .map(StoryReason::inWords));
    }
}
