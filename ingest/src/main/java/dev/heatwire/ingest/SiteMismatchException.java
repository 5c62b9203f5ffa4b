package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.Content;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The topics hold a site that this folder is not: the two share no file, neither by name nor by content. */
final class SiteMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private SiteMismatchException(int files) {
        super("the topics hold another site: none of its %d article files is in this folder.".formatted(files)
                + " Give this site a --topic-prefix of its own, or --replace-site to withdraw the other one.");
    }

    /**
     * @param articles the paths of the folder's article files
     * @param content reads one of them
     */
    static void refuse(Set<String> articles, FileStateIndex site, Function<String, Optional<Content>> content) {
        Set<String> known = site.articleFiles();
        if (known.isEmpty()) {
            return;
        }
        boolean shared = articles.stream().anyMatch(known::contains)
                || articles.stream()
                        .flatMap(path -> content.apply(path).stream())
                        .anyMatch(one -> site.holdsContent(one.sha256()));
        if (!shared) {
            throw new SiteMismatchException(known.size());
        }
    }
}
