package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every number of the scoring rules; a site that sets none of them has {@link #STANDARD}.
 *
 * @param stories absent when the site says nothing about them, as in records of earlier versions
 */
public record Policy(Quality quality, Heat heat, Publish publish, Ranking ranking, Optional<Stories> stories) {

    /** The same, but detecting stories in another way. */
    public Policy with(Stories other) {
        return new Policy(quality, heat, publish, ranking, Optional.of(other));
    }

    /** Where a keyword must stand in a title to count. */
    public enum KeywordMatch {
        /** As a whole word, or as several: {@code ai} counts in "AI news", and not in "AIs". */
        @JsonProperty("word")
        WORD,
        /** At the start of a word: {@code canvas app} counts in "Canvas apps". */
        @JsonProperty("word-start")
        WORD_START,
        /** Anywhere: {@code ai} counts in "Daily", too. */
        @JsonProperty("substring")
        SUBSTRING
    }

    /** Points for what an article is made of. */
    public record Quality(
            int image, int amp, int topic, int titleKeyword, KeywordMatch keywordMatch, int video, Title title) {
        public Quality {
            Validate.present("keywordMatch", keywordMatch);
            Validate.present("title", title);
        }
    }

    /**
     * What a long title costs: one point for each {@code charactersPerPoint} code points over {@code free}.
     *
     * @param free in Unicode code points
     */
    public record Title(int free, int charactersPerPoint) {
        public Title {
            if (free < 0 || charactersPerPoint < 1) {
                throw new IllegalArgumentException("title.free must be 0 or more, title.charactersPerPoint 1 or more");
            }
        }
    }

    /**
     * What each covering article adds to the lead of a story, once its quality reaches the minimum.
     *
     * @param perDetected for detected coverage; {@value #PER_DETECTED} when absent, as in records of earlier versions
     */
    public record Heat(int perCoverage, Optional<Integer> perDetected, int minimumQuality) {
        private static final int PER_DETECTED = 10;

        public Heat {
            perDetected = Validate.optional(perDetected);
        }

        /** With the standard points for detected coverage. */
        public Heat(int perCoverage, int minimumQuality) {
            this(perCoverage, Optional.empty(), minimumQuality);
        }

        /** The points of each detected article. */
        public int pointsPerDetected() {
            return perDetected.orElse(PER_DETECTED);
        }
    }

    /** How similar two articles must be to count as the same story. */
    public enum Threshold {
        /** Few wrong links; more articles stay alone. */
        @JsonProperty("careful")
        CAREFUL,
        @JsonProperty("normal")
        NORMAL,
        /** More links, and more wrong ones. */
        @JsonProperty("generous")
        GENEROUS
    }

    /**
     * Whether and how articles about the same story are found without being declared as related.
     *
     * @param window how far apart two articles of a story may be published
     * @param ignoreWords words that say nothing about a story on this site, those of its topics among them
     */
    public record Stories(boolean detect, Threshold threshold, Duration window, List<String> ignoreWords) {
        public static final Stories STANDARD = new Stories(false, Threshold.NORMAL, Duration.ofHours(72), List.of());

        public Stories {
            Validate.present("threshold", threshold);
            Validate.present("window", window);
            if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_DURATION) > 0) {
                throw new IllegalArgumentException("stories.window must be PT1S to P36525D");
            }
            ignoreWords = Validate.list(ignoreWords);
        }

        /** The same, but ignoring these words, too. */
        public Stories ignoring(Collection<String> words) {
            Set<String> all = new LinkedHashSet<>(ignoreWords);
            all.addAll(words);
            return new Stories(detect, threshold, window, List.copyOf(all));
        }
    }

    /** The heat from which an article is published. */
    public record Publish(int minimumHeat) {}

    /**
     * How articles stand against time and against each other.
     *
     * @param halfLife the age at which half the heat is gone
     * @param feedSize how many articles a feed holds
     * @param forgetAfter how much older than the last article of a feed an article may be and still be kept as a
     *     successor; each halving of its heat counts as a half-life of age
     */
    public record Ranking(Duration halfLife, int feedSize, Duration forgetAfter) {
        public Ranking {
            Validate.present("halfLife", halfLife);
            Validate.present("forgetAfter", forgetAfter);
            if (halfLife.compareTo(Duration.ofSeconds(1)) < 0
                    || halfLife.compareTo(MAX_DURATION) > 0
                    || feedSize < 1
                    || feedSize > MAX_FEED_SIZE
                    || forgetAfter.isNegative()
                    || forgetAfter.compareTo(MAX_DURATION) > 0) {
                throw new IllegalArgumentException("ranking.halfLife must be PT1S to P36525D, ranking.feedSize 1 to "
                        + MAX_FEED_SIZE + ", " + "ranking.forgetAfter PT0S to P36525D");
            }
        }
    }

    /** A feed is one record: more entries would not fit. */
    public static final int MAX_FEED_SIZE = 500;

    /** No duration is longer: a hundred years, in which nothing is left of any heat. */
    public static final Duration MAX_DURATION = Duration.ofDays(36_525);

    /** The only key of the policy's topic. */
    public static final String KEY = "default";

    public static final Policy STANDARD = new Policy(
            new Quality(20, 20, 2, 15, KeywordMatch.WORD_START, 50, new Title(70, 2)),
            new Heat(10, 50),
            new Publish(70),
            new Ranking(Duration.ofHours(24), 100, Duration.ofDays(30)));

    public Policy {
        Validate.present("quality", quality);
        Validate.present("heat", heat);
        Validate.present("publish", publish);
        Validate.present("ranking", ranking);
        stories = Validate.optional(stories);
    }

    /** A policy that says nothing about stories. */
    public Policy(Quality quality, Heat heat, Publish publish, Ranking ranking) {
        this(quality, heat, publish, ranking, Optional.empty());
    }

    /** How stories are detected; empty when they are not. */
    public Optional<Stories> detection() {
        return stories.filter(Stories::detect);
    }
}
