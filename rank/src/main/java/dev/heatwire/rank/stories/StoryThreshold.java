package dev.heatwire.rank.stories;

/** How sure detection must be that two articles tell the same event. */
public enum StoryThreshold {
    CAREFUL(1_815_290, 860_000),
    NORMAL(1_265_666, 780_000),
    GENEROUS(405_465, 600_000);

    private final int score;
    private final int points;

    StoryThreshold(int score, int points) {
        this.score = score;
        this.points = points;
    }

    /** The smallest {@link PairScore#score()} of a link, in millionths. */
    public int score() {
        return score;
    }

    /** The same as a probability, in millionths. */
    public int points() {
        return points;
    }
}
