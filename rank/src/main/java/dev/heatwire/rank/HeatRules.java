package dev.heatwire.rank;

import dev.heatwire.events.Editorial;
import dev.heatwire.events.Policy;
import java.util.Optional;

/** How much a story is talked about, seen from one of its articles. */
final class HeatRules {
    /** The heat of an article that does not lead its story. */
    static final int NOT_LEADING = -1;

    private HeatRules() {}

    static int heat(boolean leads, int quality, int coverage, Policy.Heat policy) {
        if (!leads) {
            return NOT_LEADING;
        }
        return quality >= policy.minimumQuality() ? quality + policy.perCoverage() * coverage : quality;
    }

    static String whyHeat(boolean leads, int quality, int coverage, Policy.Heat policy) {
        if (!leads) {
            return "-1, because another article leads the story";
        }
        return quality >= policy.minimumQuality()
                ? "quality " + quality + " + " + coverage + " covering × " + policy.perCoverage()
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
