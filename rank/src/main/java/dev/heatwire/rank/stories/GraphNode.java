package dev.heatwire.rank.stories;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An article in the graph, with its links in order of their score. */
final class GraphNode {
    private static final int MAX_COUNTED_LINKS = 64;
    private static final Comparator<Link> BEST_FIRST = Comparator.comparingInt(Link::score)
            .reversed()
            .thenComparing(link -> link.to().article.id());

    /** Changes when the article is edited. */
    StoryCandidate article;

    /** In millionths: the sum of the points of the best links. */
    long density;

    Optional<GraphNode> pointer = Optional.empty();
    GraphNode root = this;
    final Set<GraphNode> pointedFrom = new LinkedHashSet<>();
    private final List<Link> links = new ArrayList<>();

    /** @param score of {@link PairScore}, in millionths */
    record Link(GraphNode to, int score, int points) {}

    GraphNode(StoryCandidate article) {
        this.article = article;
    }

    List<Link> links() {
        return links;
    }

    /** The links that count for density and pointer. */
    List<Link> best() {
        return links.subList(0, Math.min(links.size(), MAX_COUNTED_LINKS));
    }

    void add(Link link) {
        links.add(-Collections.binarySearch(links, link, BEST_FIRST) - 1, link);
    }

    /** Removes a link that is present. */
    void remove(Link link) {
        links.remove(Collections.binarySearch(links, link, BEST_FIRST));
    }

    /** @return whether the density is another one now */
    boolean updateDensity() {
        long before = density;
        density = 0;
        for (Link link : best()) {
            density += link.points();
        }
        return density != before;
    }

    /** Denser, or as dense and earlier; then the smaller id decides. */
    private boolean isAbove(GraphNode other) {
        return density != other.density
                ? density > other.density
                : StoryCandidate.OLDEST_FIRST.compare(article, other.article) < 0;
    }

    /** @return whether the pointer is another one now */
    boolean updatePointer() {
        Optional<GraphNode> before = pointer;
        pointer = Optional.empty();
        for (Link link : best()) {
            if (link.to().isAbove(this)) {
                pointer = Optional.of(link.to());
                break;
            }
        }
        if (pointer.equals(before)) {
            return false;
        }
        before.ifPresent(node -> node.pointedFrom.remove(this));
        pointer.ifPresent(node -> node.pointedFrom.add(this));
        return true;
    }

    GraphNode findRoot() {
        GraphNode node = this;
        while (node.pointer.isPresent()) {
            node = node.pointer.get();
        }
        return node;
    }
}
