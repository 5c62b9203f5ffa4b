package dev.heatwire.rank;

import dev.heatwire.events.Editorial;
import dev.heatwire.events.Policy;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.StoryRelation.DetectedStory;
import java.util.Optional;

/** How much a story is talked about, seen from one of its articles. */
final class HeatRules {
    /** The heat of an article that does not lead its story. */
    static final int NOT_LEADING = -1;

    private HeatRules() {}

    /** How many other articles cover a story: declared ones, and detected ones that are not declared. */
    record Coverage(int declared, int detected) {
        static Coverage of(StoryRelation relation) {
            int detected = relation.detected().map(DetectedStory::coverageCount).orElse(0);
            return new Coverage(relation.coverageCount() - detected, detected);
        }

        private int points(Policy.Heat policy) {
            return policy.perCoverage() * declared + policy.pointsPerDetected() * detected;
        }

        private String words(Policy.Heat policy) {
            String words = declared + " covering × " + policy.perCoverage();
            return detected == 0 ? words : words + " + " + detected + " detected × " + policy.pointsPerDetected();
        }
    }

    static int heat(boolean leads, int quality, Coverage coverage, Policy.Heat policy) {
        if (!leads) {
            return NOT_LEADING;
        }
        return quality >= policy.minimumQuality() ? quality + coverage.points(policy) : quality;
    }

    static String whyHeat(boolean leads, int quality, Coverage coverage, Policy.Heat policy) {
        if (!leads) {
            return "-1, because another article leads the story";
        }
        return quality >= policy.minimumQuality()
                ? "quality " + quality + " + " + coverage.words(policy)
                : "quality " + quality + ", without coverage because that is below " + policy.minimumQuality();
    }

    static boolean published(int heat, boolean held, Policy.Publish policy) {
        return heat >= policy.minimumHeat() && !held;
    }

    static String whyPublished(int heat, Optional<Editorial> editorial, Policy.Publish policy) {
        if (editorial.filter(Editorial::hold).isPresent()) {
            return "not published, because the editor holds it"
                    + editorial
                            .flatMap(Editorial::note)
                            .map(note -> ": " + note)
                            .orElse("");
        }
        return published(heat, false, policy)
                ? "published, because its heat of " + heat + " reaches " + policy.minimumHeat()
                : "not published, because its heat of " + heat + " is below " + policy.minimumHeat();
    }
}
