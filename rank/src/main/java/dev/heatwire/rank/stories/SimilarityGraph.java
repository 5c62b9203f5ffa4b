package dev.heatwire.rank.stories;

import dev.heatwire.rank.stories.CandidateBlocks.Pair;
import dev.heatwire.rank.stories.GraphNode.Link;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stories of a site. Each article points to its most similar neighbour of those with a higher density of links
 * (quick shift); the articles that lead to the same root are a story. Stories follow from the present articles alone,
 * whatever the order in which they arrived. Not safe for use by several threads.
 */
public final class SimilarityGraph {
    private final StoryThreshold threshold;
    private final long windowSeconds;
    private final Map<String, GraphNode> nodes = new HashMap<>();
    private final CandidateBlocks blocks = new CandidateBlocks();

    /** @param window two articles published further apart are never linked */
    public SimilarityGraph(StoryThreshold threshold, Duration window) {
        this.threshold = threshold;
        this.windowSeconds = window.toSeconds();
    }

    /**
     * Adds an article, or replaces it.
     *
     * @return the ids of the present articles whose story, pointer or reason to point changed; always the article's own
     */
    public Set<String> put(StoryCandidate article) {
        Set<GraphNode> linked = new LinkedHashSet<>();
        GraphNode node = nodes.get(article.id());
        boolean edited = node != null;
        if (edited) {
            detach(node, linked);
            node.article = article;
        } else {
            node = new GraphNode(article);
            nodes.put(article.id(), node);
        }
        attach(node, linked);
        Set<String> changed = settle(linked);
        changed.add(article.id());
        if (edited) {
            node.pointedFrom.forEach(other -> changed.add(other.article.id()));
        }
        return changed;
    }

    /**
     * Removes an article, if present.
     *
     * @return the ids of the remaining articles whose story or pointer changed
     */
    public Set<String> remove(String id) {
        GraphNode node = nodes.remove(id);
        if (node == null) {
            return Set.of();
        }
        Set<GraphNode> linked = new LinkedHashSet<>();
        detach(node, linked);
        Set<String> changed = settle(linked);
        changed.remove(id);
        return changed;
    }

    /** The id of the article's story, which is that of its root; its own when it has no company. */
    public Optional<String> story(String id) {
        return node(id).map(node -> node.root.article.id());
    }

    /** The article that this one points to; empty when it is the root of its story. */
    public Optional<String> pointer(String id) {
        return node(id).flatMap(node -> node.pointer).map(node -> node.article.id());
    }

    /** The ids of the articles of a story in order; the parameter is the id of its root. */
    public List<String> members(String story) {
        List<String> members = new ArrayList<>();
        node(story).ifPresent(root -> withDescendants(root).forEach(node -> members.add(node.article.id())));
        members.sort(null);
        return members;
    }

    /** Why the article points where it does; empty when it is the root of its story. */
    public Optional<StoryReason> reason(String id) {
        return node(id).flatMap(node -> node.pointer.map(to -> StoryReason.of(node.article, to.article, threshold)));
    }

    private Optional<GraphNode> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    private void attach(GraphNode node, Set<GraphNode> linked) {
        for (Pair pair : blocks.add(node)) {
            unlinkUnlessCandidates(pair, linked);
        }
        linked.add(node);
        blocks.candidates(node).forEach(other -> link(new Pair(node, other), linked));
    }

    private void detach(GraphNode node, Set<GraphNode> linked) {
        linked.add(node);
        for (Link link : List.copyOf(node.links())) {
            unlink(new Pair(node, link.to()), link, linked);
        }
        for (Pair pair : blocks.remove(node)) {
            if (findLink(pair).isEmpty()) {
                link(pair, linked);
            }
        }
    }

    private void link(Pair pair, Set<GraphNode> linked) {
        StoryCandidate one = pair.one().article;
        StoryCandidate other = pair.other().article;
        if (one.family().equals(other.family())
                || Math.abs(one.published().getEpochSecond() - other.published().getEpochSecond()) > windowSeconds
                || one.isUnrelatedTo(other)) {
            return;
        }
        PairScore score = PairScore.of(one.signature(), other.signature());
        if (score.reaches(threshold)) {
            pair.one().add(new Link(pair.other(), score.score(), score.points()));
            pair.other().add(new Link(pair.one(), score.score(), score.points()));
            linked.add(pair.one());
            linked.add(pair.other());
        }
    }

    private void unlinkUnlessCandidates(Pair pair, Set<GraphNode> linked) {
        findLink(pair).filter(link -> !blocks.areCandidates(pair)).ifPresent(link -> unlink(pair, link, linked));
    }

    private static Optional<Link> findLink(Pair pair) {
        return pair.one().links().stream()
                .filter(link -> link.to() == pair.other())
                .findFirst();
    }

    private static void unlink(Pair pair, Link link, Set<GraphNode> linked) {
        pair.one().remove(link);
        pair.other().remove(new Link(pair.one(), link.score(), link.points()));
        linked.add(pair.one());
        linked.add(pair.other());
    }

    /** Brings densities, pointers and roots up to date after links of these articles changed. */
    private static Set<String> settle(Collection<GraphNode> linked) {
        Set<GraphNode> unsure = new LinkedHashSet<>(linked);
        for (GraphNode node : linked) {
            if (node.updateDensity()) {
                node.links().forEach(link -> unsure.add(link.to()));
            }
        }
        Set<GraphNode> moved = new LinkedHashSet<>();
        for (GraphNode node : unsure) {
            if (node.updatePointer()) {
                moved.add(node);
            }
        }
        Set<String> changed = new TreeSet<>();
        for (GraphNode node : moved) {
            changed.add(node.article.id());
            GraphNode root = node.findRoot();
            for (GraphNode member : withDescendants(node)) {
                if (member.root != root) {
                    member.root = root;
                    changed.add(member.article.id());
                }
            }
        }
        return changed;
    }

    private static List<GraphNode> withDescendants(GraphNode start) {
        List<GraphNode> found = new ArrayList<>();
        Deque<GraphNode> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            GraphNode node = open.pop();
            found.add(node);
            node.pointedFrom.forEach(open::push);
        }
        return found;
    }
}
