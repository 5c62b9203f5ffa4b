package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.Samples;
import java.time.Instant;
import java.util.List;

/** An article of a simulated site: the text of its file, and the event that ingest must publish for it. */
record SimulatedArticle(
        String name,
        String title,
        String domain,
        Instant published,
        boolean video,
        boolean image,
        boolean amp,
        List<String> topics,
        List<Mention> related) {

    /** An entry of {@code related}. */
    public record Mention(String name, String domain, int quality) {}

    public String id() {
        return Samples.id(name);
    }

    public String file() {
        StringBuilder text = new StringBuilder("---\n");
        text.append("title: \"%s\"%n".formatted(title))
                .append("publishedDateTime: %s%n".formatted(published))
                .append("webUrl: %s%n".formatted(id()))
                .append("type: %s%n".formatted(video ? "video" : "article"))
                .append("provider: {name: \"%1$s\", domain: %1$s}%n".formatted(domain))
                .append("topics: [%s]%n".formatted(String.join(", ", topics)));
        if (amp) {
            text.append("ampWebUrl: %s/amp%n".formatted(id()));
        }
        if (image) {
            text.append("images:\n  - {url: \"https://site.example/picture.jpg\", width: 640, height: 480}\n");
        }
        if (!related.isEmpty()) {
            text.append("related:\n");
        }
        for (Mention mention : related) {
            text.append("  - title: Related\n")
                    .append("    webUrl: %s%n".formatted(Samples.id(mention.name())))
                    .append("    publishedDateTime: %s%n".formatted(Samples.NOON))
                    .append("    provider: {domain: %s}%n".formatted(mention.domain()))
                    .append("    quality: %d%n".formatted(mention.quality()));
        }
        return text.append("---\nText.\n").toString();
    }

    public Article article() {
        Samples.ArticleBuilder article =
                Samples.article(name).title(title).provider(domain).published(published);
        article.type(video ? "video" : "article");
        if (image) {
            article.image();
        }
        if (amp) {
            article.amp();
        }
        topics.forEach(article::topic);
        related.forEach(mention -> article.related(mention.name(), mention.domain(), mention.quality()));
        return article.build();
    }
}
