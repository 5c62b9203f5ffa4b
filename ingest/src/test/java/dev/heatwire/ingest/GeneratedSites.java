package dev.heatwire.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Made-up sites in the layouts of several tools, with what their real files do differently from ours. */
final class GeneratedSites {
    private static final int ARTICLES = 36;

    private static final List<String> TITLES = List.of(
            "'The ferry: a new timetable'",
            "\"Pier 4 \\\"reopens\\\"\"",
            "Harbour, tides & weather",
            "'It''s low water again'",
            "Fähre nach Süden");

    private GeneratedSites() {}

    /** {@code _posts} of two languages, with dates in the names; some files have another date, none has an address. */
    static void jekyll(Path site) throws IOException {
        write(site, "_config.yml", "title: Harbour News\nurl: \"https://harbour.example\"\npermalink: pretty\n");
        write(site, "about.md", "---\nlayout: page\ntitle: About\n---\n");
        for (int i = 0; i < ARTICLES; i++) {
            String date = i % 3 == 0 ? "" : "date: 2013-05-%02d 16:25:00 +0000\n".formatted(day(i));
            for (String language : List.of("en", "ja")) {
                write(
                        site,
                        language
                                + "/news/_posts/2013-05-%02d-post-%d.%s"
                                        .formatted(day(i), i, i % 9 == 0 ? "markdown" : "md"),
                        "---\nlayout: news_post\ntitle: " + title(i) + "\nauthor: \"maki\"\ntranslator:\n" + date
                                + (i % 4 == 0 ? "tags: security\n" : "categories: [news, boats]\n")
                                + "lang: " + language + "\n---\nBody\n");
            }
        }
    }

    /** {@code content} with YAML or TOML front matter, section pages, bundles and drafts. */
    static void hugo(Path site, int articles) throws IOException {
        write(site, "hugo.toml", "baseURL = \"https://tides.example/\"\ntitle = \"Tides\"\n");
        write(site, "content/news/_index.md", "---\ntitle: News\n---\n");
        write(site, "content/about.md", "---\ntitle: About\ndate: 2017-01-01\n---\n");
        for (int i = 0; i < ARTICLES; i++) {
            write(site, "content/authors/person-%d.md".formatted(i), "---\nname: Person\nslug: person\n---\n");
            write(site, "content/topics/topic-%d/_index.md".formatted(i), "---\ntitle: Topic\ndate: 2017-01-01\n---\n");
        }
        for (int i = 0; i < articles; i++) {
            String path = i % 7 == 0
                    ? "content/news/2017/bundle-%d/index.md".formatted(i)
                    : "content/news/2017/06/2017-06-%02d-article-%d.md".formatted(day(i), i);
            write(site, path, i % 5 == 0 ? toml(i) : yaml(i));
        }
    }

    private static String yaml(int number) {
        return "---\nslug: article-%d\ndate: 2017-06-%02d 14:58:31 -0400\ntitle: %s\nsummary: 'A \"summary\"'\n"
                        .formatted(number, day(number), title(number))
                + "authors:\n  - bbrantley\n  -\ntopics:\n  - social-media\n  -\nimages: [cover.jpg]\n"
                + "aliases: [/old/%d]\nrelated: [one, two]\n%s"
                        .formatted(number, number % 20 == 0 ? "draft: true\n" : "")
                + (number % 6 == 1 ? "source_url: \"https://agency.example/%d\"\n".formatted(number) : "source_url:\n")
                + "---\n{{< shortcode >}}\n";
    }

    private static String toml(int number) {
        return "+++\ntitle = \"Article %d: tides\"\ndate = 2017-06-%02dT14:58:31-04:00\ndraft = false\n"
                        .formatted(number, day(number))
                + "tags = [\"tides\", \"moon\"]\n[params]\nweight = 3\n+++\nBody\n";
    }

    /** {@code src/posts}, dates without a time, one tag as text. */
    static void eleventy(Path site) throws IOException {
        write(site, "eleventy.config.js", "export default (config) => {};\n");
        for (int i = 0; i < ARTICLES; i++) {
            write(
                    site,
                    "src/posts/post %d.md".formatted(i),
                    "---\ntitle: %s\ndate: 2024-02-%02d\ntags: boats\ndescription: >-\n  Two\n  lines\n---\n"
                            .formatted(title(i), day(i)));
        }
    }

    /** {@code src/content/blog}, dates with names of months. */
    static void astro(Path site) throws IOException {
        write(site, "astro.config.mjs", "export default defineConfig({\n  site: 'https://orbit.example',\n});\n");
        for (int i = 0; i < ARTICLES; i++) {
            write(
                    site,
                    "src/content/blog/entry-%d.md".formatted(i),
                    "---\ntitle: %s\npubDate: 'Jul %02d 2022'\nheroImage: '/hero-%d.jpg'\ndescription: 'x'\n---\n"
                            .formatted(title(i), day(i), i));
        }
    }

    /** Our own fields in {@code _news}; one topic and one provider a file, with fields of other tools. */
    static void smartable(Path site) throws IOException {
        write(site, "_config.yml", "title: Smart\nurl: https://smart.example\n");
        for (int i = 0; i < ARTICLES; i++) {
            write(
                    site,
                    "_news/2021-01-%02d-story-%d.md".formatted(day(i), i),
                    "---\ncategory: news\ntitle: %s\npublishedDateTime: 2021-01-%02dT23:16:00Z\n"
                                    .formatted(title(i), day(i))
                            + "originalUrl: \"https://www.outlet%d.example/%d/\"\ntype: article\nquality: 54\n"
                                    .formatted(i % 4, i)
                            + "heat: 64\npublished: false\nprovider:\n  domain: outlet%d.example\ntopics: [AI]\n---\n"
                                    .formatted(i % 4));
        }
        write(site, "_data/topics/00-ai.yaml", "taxonomy: topic\n_id: ai\nname: AI\nkeywords:\n  - ai\n");
        write(
                site,
                "_data/topics/07-ai-in-healthcare.yaml",
                "taxonomy: topic\n_id: ai-in-healthcare\nname: AI in Healthcare\nshortname: Healthcare\nparent: AI\n"
                        + "keywords:\n  - healthcare\nimages:\n  - https://smart.example/a.jpg\n");
        for (int i = 0; i < 4; i++) {
            write(
                    site,
                    "_data/organizations/outlet%d.md".formatted(i),
                    "---\n_id: outlet%d\nname: Outlet %d\ndomain: outlet%d.example\nstanding: 30\nhashtags: [o]\n---\n"
                            .formatted(i, i, i));
        }
    }

    private static int day(int number) {
        return number % 27 + 1;
    }

    private static String title(int number) {
        return TITLES.get(number % TITLES.size());
    }

    private static void write(Path site, String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
