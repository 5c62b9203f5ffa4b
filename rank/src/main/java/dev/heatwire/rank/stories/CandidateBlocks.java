package dev.heatwire.rank.stories;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which articles are worth comparing: those that share one of each other's heaviest words, where at most 99 others with
 * that word were published between them. Depends on the present articles alone, not on the order of their arrival.
 */
final class CandidateBlocks {
    private static final int REACH = 100;
    private static final Comparator<GraphNode> OLDEST_FIRST =
            Comparator.comparing(node -> node.article, StoryCandidate.OLDEST_FIRST);

    private final Map<String, List<GraphNode>> blocks = new HashMap<>();

    /** Two articles. */
    record Pair(GraphNode one, GraphNode other) {}

    /** @return pairs that may be no candidates any more, because the article came between them */
    List<Pair> add(GraphNode node) {
        List<Pair> parted = new ArrayList<>();
        for (String word : node.article.signature().blocks()) {
            List<GraphNode> block = blocks.computeIfAbsent(word, key -> new ArrayList<>());
            int place = -Collections.binarySearch(block, node, OLDEST_FIRST) - 1;
            block.add(place, node);
            addPairs(block, place - REACH, place - 1, REACH + 1, parted);
        }
        return parted;
    }

    /** @return pairs that are candidates now, because the article came between them */
    List<Pair> remove(GraphNode node) {
        List<Pair> joined = new ArrayList<>();
        for (String word : node.article.signature().blocks()) {
            List<GraphNode> block = blocks.get(word);
            int place = Collections.binarySearch(block, node, OLDEST_FIRST);
            block.remove(place);
            addPairs(block, place - REACH, place - 1, REACH, joined);
            if (block.isEmpty()) {
                blocks.remove(word);
            }
        }
        return joined;
    }

    /** The articles to compare an article with that has been added. */
    Set<GraphNode> candidates(GraphNode node) {
        Set<GraphNode> candidates = new LinkedHashSet<>();
        for (String word : node.article.signature().blocks()) {
            List<GraphNode> block = blocks.get(word);
            int place = Collections.binarySearch(block, node, OLDEST_FIRST);
            candidates.addAll(block.subList(Math.max(0, place - REACH), place));
            candidates.addAll(block.subList(place + 1, Math.min(block.size(), place + REACH + 1)));
        }
        return candidates;
    }

    boolean areCandidates(Pair pair) {
        for (String word : pair.one().article.signature().blocks()) {
            if (pair.other().article.signature().blocks().contains(word)) {
                List<GraphNode> block = blocks.get(word);
                int one = Collections.binarySearch(block, pair.one(), OLDEST_FIRST);
                int other = Collections.binarySearch(block, pair.other(), OLDEST_FIRST);
                if (Math.abs(one - other) <= REACH) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void addPairs(List<GraphNode> block, int from, int to, int distance, List<Pair> pairs) {
        for (int i = Math.max(0, from); i <= to && i + distance < block.size(); i++) {
            pairs.add(new Pair(block.get(i), block.get(i + distance)));
        }
    }
}
