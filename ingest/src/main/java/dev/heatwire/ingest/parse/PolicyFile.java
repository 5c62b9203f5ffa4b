package dev.heatwire.ingest.parse;

import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.KeywordMatch;
import dev.heatwire.events.Policy.Threshold;

/** Parses {@code policy.yaml}: the scoring policy; missing settings keep their standard values. */
public final class PolicyFile {
    private PolicyFile() {}

    public static ParseResult<Policy> read(byte[] bytes, Limits limits) {
        return ReferenceFile.group(bytes, limits, Policy.STANDARD, PolicyFile::policy);
    }

    private static Policy policy(MappingReader fields) {
        Policy standard = Policy.STANDARD;
        Policy policy = new Policy(
                fields.section("quality", PolicyFile::quality).orElse(standard.quality()),
                fields.section("heat", PolicyFile::heat).orElse(standard.heat()),
                fields.section("publish", PolicyFile::publish).orElse(standard.publish()),
                fields.section("ranking", PolicyFile::ranking).orElse(standard.ranking()),
                fields.section("stories", PolicyFile::stories));
        fields.rejectRest();
        return policy;
    }

    private static Policy.Quality quality(MappingReader fields) {
        Policy.Quality standard = Policy.STANDARD.quality();
        Policy.Quality quality = new Policy.Quality(
                number(fields, "image", standard.image()),
                number(fields, "amp", standard.amp()),
                number(fields, "topic", standard.topic()),
                number(fields, "titleKeyword", standard.titleKeyword()),
                fields.read("keywordMatch", PolicyFile::keywordMatch).orElse(standard.keywordMatch()),
                number(fields, "video", standard.video()),
                fields.section("title", PolicyFile::title).orElse(standard.title()));
        fields.rejectRest();
        return quality;
    }

    private static KeywordMatch keywordMatch(String text) throws ScalarParsers.InvalidValueException {
        return switch (text) {
            case "word" -> KeywordMatch.WORD;
            case "word-start" -> KeywordMatch.WORD_START;
            case "substring" -> KeywordMatch.SUBSTRING;
            default -> throw new ScalarParsers.InvalidValueException("choice", "must be word, word-start or substring");
        };
    }

    private static Policy.Title title(MappingReader fields) {
        Policy.Title standard = Policy.STANDARD.quality().title();
        Policy.Title title = new Policy.Title(
                fields.read("free", ScalarParsers::count).orElse(standard.free()),
                fields.read("charactersPerPoint", ScalarParsers::positive).orElse(standard.charactersPerPoint()));
        fields.rejectRest();
        return title;
    }

    private static Policy.Heat heat(MappingReader fields) {
        Policy.Heat standard = Policy.STANDARD.heat();
        Policy.Heat heat = new Policy.Heat(
                number(fields, "perCoverage", standard.perCoverage()),
                fields.read("perDetected", ScalarParsers::integer),
                number(fields, "minimumQuality", standard.minimumQuality()));
        fields.rejectRest();
        return heat;
    }

    private static Policy.Publish publish(MappingReader fields) {
        Policy.Publish publish = new Policy.Publish(
                number(fields, "minimumHeat", Policy.STANDARD.publish().minimumHeat()));
        fields.rejectRest();
        return publish;
    }

    private static Policy.Ranking ranking(MappingReader fields) {
        Policy.Ranking standard = Policy.STANDARD.ranking();
        Policy.Ranking ranking = new Policy.Ranking(
                fields.read("halfLife", ScalarParsers::duration).orElse(standard.halfLife()),
                fields.read("feedSize", ScalarParsers::positive).orElse(standard.feedSize()),
                fields.read("forgetAfter", ScalarParsers::duration).orElse(standard.forgetAfter()));
        fields.rejectRest();
        return ranking;
    }

    private static Policy.Stories stories(MappingReader fields) {
        Policy.Stories standard = Policy.Stories.STANDARD;
        Policy.Stories stories = new Policy.Stories(
                fields.read("detect", ScalarParsers::flag).orElse(standard.detect()),
                fields.read("threshold", PolicyFile::threshold).orElse(standard.threshold()),
                fields.read("window", ScalarParsers::duration).orElse(standard.window()),
                fields.texts("ignoreWords"));
        fields.rejectRest();
        return stories;
    }

    private static Threshold threshold(String text) throws ScalarParsers.InvalidValueException {
        return switch (text) {
            case "careful" -> Threshold.CAREFUL;
            case "normal" -> Threshold.NORMAL;
            case "generous" -> Threshold.GENEROUS;
            default -> throw new ScalarParsers.InvalidValueException("choice", "must be careful, normal or generous");
        };
    }

    private static int number(MappingReader fields, String name, int standard) {
        return fields.read(name, ScalarParsers::integer).orElse(standard);
    }
}
