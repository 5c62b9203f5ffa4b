package dev.heatwire.events;

import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.url.Slug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Valid events for tests; a test sets only the fields that it is about. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static final RankedArticle.Reasons REASONS = new RankedArticle.Reasons("made up", "made up", "made up");

    private Samples() {}

    /** The canonical URL of a sample article. */
    public static String id(String name) {
        return "https://site.example/" + name;
    }

    public static ArticleBuilder article(String name) {
        return new ArticleBuilder(name);
    }

    public static EnrichedBuilder enriched(String name) {
        return new EnrichedBuilder(name);
    }

    public static Image image() {
        return new Image(
                "https://site.example/picture.jpg",
                Optional.of(640),
                Optional.of(480),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** An article that leads its story; its quality equals its heat. */
    public static RankedArticle ranked(String name, int heat, Instant published, String... topics) {
        EnrichedBuilder article = enriched(name).published(published);
        for (String topic : topics) {
            article.topic(topic);
        }
        return ranked(article.build(), heat);
    }

    public static RankedArticle ranked(EnrichedArticle article, int heat) {
        double score = Math.log(Math.max(heat, 1)) / Math.log(2)
                + article.publishedDateTime().getEpochSecond() / 86_400.0;
        return new RankedArticle(
                article,
                heat,
                heat,
                heat >= 70,
                score,
                article.id(),
                Optional.empty(),
                0,
                List.of(),
                List.of(new ScoreComponent("sample", heat, "made up")),
                REASONS);
    }

    public static RankedFeed feed(RankedArticle... ranked) {
        List<FeedEntry> entries = IntStream.range(0, ranked.length)
                .mapToObj(at -> FeedEntry.of(at + 1, ranked[at], NOON))
                .toList();
        return new RankedFeed("news", NOON, false, entries);
    }

    public static Provider provider(String domain, int standing, String... aliases) {
        return new Provider(
                domain, Optional.of(domain), standing, Optional.empty(), List.of(aliases), Map.of(), List.of());
    }

    public static NewsTopic newsTopic(String name, String... keywords) {
        return new NewsTopic(Slug.of(name), name, Optional.empty(), List.of(keywords));
    }

    /** The state of a rejected file. */
    public static FileState fileState(Optional<String> sha256) {
        return new FileState(
                FileState.State.REJECTED,
                sha256,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Problem(Optional.of(1), Optional.of(1), Optional.of("title"), "required", "is required")),
                List.of(),
                Optional.empty(),
                NOON);
    }

    public static ResolvedProvider resolved(String domain, int standing) {
        return new ResolvedProvider(domain, domain, standing, true, Optional.empty(), Optional.empty(), List.of());
    }

    /** An article as ingest publishes it. */
    public static final class ArticleBuilder {
        private final String name;
        private String title = "A title";
        private String type = "article";
        private Instant published = NOON;
        private Optional<String> ampWebUrl = Optional.empty();
        private Optional<DeclaredProvider> provider = Optional.empty();
        private final List<Image> images = new ArrayList<>();
        private Map<String, Object> extra = Map.of();
        private Optional<String> secured = Optional.empty();
        private final List<String> topics = new ArrayList<>();
        private final List<Related> related = new ArrayList<>();
        private final List<String> unrelated = new ArrayList<>();

        private ArticleBuilder(String name) {
            this.name = name;
        }

        public ArticleBuilder title(String value) {
            title = value;
            return this;
        }

        public ArticleBuilder provider(String domain) {
            provider = Optional.of(new DeclaredProvider(Optional.of("Named " + domain), domain, List.of(), Map.of()));
            return this;
        }

        public ArticleBuilder topic(String value) {
            topics.add(value);
            return this;
        }

        public ArticleBuilder secret(String value) {
            secured = Optional.of(value);
            extra = Map.of("internal", value);
            return this;
        }

        public ArticleBuilder type(String value) {
            type = value;
            return this;
        }

        public ArticleBuilder published(Instant value) {
            published = value;
            return this;
        }

        public ArticleBuilder amp() {
            ampWebUrl = Optional.of(id(name) + "/amp");
            return this;
        }

        public ArticleBuilder image() {
            return image(Samples.image());
        }

        public ArticleBuilder image(Image value) {
            images.add(value);
            return this;
        }

        public ArticleBuilder related(String other, String domain) {
            return related(other, domain, 50);
        }

        public ArticleBuilder related(String other, String domain, int quality) {
            related.add(new Related(
                    id(other),
                    "Related " + other,
                    Optional.empty(),
                    Optional.of(NOON),
                    Optional.of(id(other)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new DeclaredProvider(Optional.empty(), domain, List.of(), Map.of())),
                    Optional.of(quality),
                    List.of(),
                    Map.of()));
            return this;
        }

        public ArticleBuilder unrelated(String other) {
            unrelated.add(id(other));
            return this;
        }

        public Article build() {
            return new Article(
                    id(name),
                    "news",
                    title,
                    Optional.empty(),
                    published,
                    Optional.empty(),
                    Optional.of(id(name)),
                    Optional.empty(),
                    ampWebUrl,
                    Optional.empty(),
                    type,
                    DeclaredScores.NOTHING,
                    provider,
                    topics,
                    images,
                    related,
                    unrelated,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    extra,
                    secured,
                    Optional.empty(),
                    new Source("articles/" + name + ".md", "hash of " + name));
        }
    }

    /** An article as enrich publishes it. */
    public static final class EnrichedBuilder {
        private final String name;
        private String category = "news";
        private String title = "A title";
        private Optional<String> excerpt = Optional.empty();
        private String type = "article";
        private Instant published = NOON;
        private Optional<Editorial> editorial = Optional.empty();
        private Optional<String> ampWebUrl = Optional.empty();
        private ResolvedProvider provider = resolved("site.example", 0);
        private final List<ResolvedTopic> topics = new ArrayList<>();
        private final List<Image> images = new ArrayList<>();
        private final List<EnrichedArticle.RelatedArticle> related = new ArrayList<>();
        private final List<String> unrelated = new ArrayList<>();

        private EnrichedBuilder(String name) {
            this.name = name;
        }

        public EnrichedBuilder category(String value) {
            category = value;
            return this;
        }

        public EnrichedBuilder title(String value) {
            title = value;
            return this;
        }

        public EnrichedBuilder type(String value) {
            type = value;
            return this;
        }

        public EnrichedBuilder editorial(boolean hold, int boost, String note) {
            editorial = Optional.of(new Editorial(hold, boost, Optional.ofNullable(note)));
            return this;
        }

        public EnrichedBuilder published(Instant value) {
            published = value;
            return this;
        }

        public EnrichedBuilder amp() {
            ampWebUrl = Optional.of(id(name) + "/amp");
            return this;
        }

        public EnrichedBuilder image() {
            images.add(Samples.image());
            return this;
        }

        public EnrichedBuilder excerpt(String value) {
            excerpt = Optional.of(value);
            return this;
        }

        /** Sets the provider, and the quality of the article by its standing. */
        public EnrichedBuilder outlet(String domain, int standing) {
            provider = resolved(domain, standing);
            return this;
        }

        /** Sets the quality of the article by the standing of its provider alone. */
        public EnrichedBuilder standing(int points) {
            provider = resolved("site.example", points);
            return this;
        }

        public EnrichedBuilder provider(String name) {
            provider =
                    new ResolvedProvider(name, "site.example", 0, true, Optional.empty(), Optional.empty(), List.of());
            return this;
        }

        public EnrichedBuilder topic(String topic, TitleMatch... matches) {
            topics.add(new ResolvedTopic(Slug.of(topic), topic, true, Optional.empty(), List.of(matches)));
            return this;
        }

        public EnrichedBuilder related(String other, Integer quality, Instant at) {
            related.add(new EnrichedArticle.RelatedArticle(
                    id(other),
                    id(other),
                    "Related " + other,
                    Optional.empty(),
                    Optional.ofNullable(at),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    resolved("other.example", 0),
                    Optional.ofNullable(quality),
                    List.of()));
            return this;
        }

        public EnrichedBuilder unrelated(String other) {
            unrelated.add(id(other));
            return this;
        }

        public EnrichedArticle build() {
            return new EnrichedArticle(
                    id(name),
                    id(name),
                    category,
                    title,
                    excerpt,
                    published,
                    Optional.empty(),
                    Optional.of(id(name)),
                    Optional.empty(),
                    ampWebUrl,
                    Optional.empty(),
                    type,
                    provider,
                    topics,
                    images,
                    related,
                    unrelated,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    DeclaredScores.NOTHING,
                    editorial);
        }
    }
}
