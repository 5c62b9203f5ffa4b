package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** Every number of the scoring rules; a site that sets none of them has {@link #STANDARD}. */
public record Policy(Quality quality, Heat heat, Publish publish, Ranking ranking) {

    /** Where a keyword must stand in a title to count. */
    public enum KeywordMatch {
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

    /** What each covering article adds to the lead of a story, once its quality reaches the minimum. */
    public record Heat(int perCoverage, int minimumQuality) {}

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
    }
}
