package dev.heatwire.ingest;

import dev.heatwire.ingest.parse.Content;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The topics hold the articles of another site: no file of theirs is in the site folder, by path or by content. */
final class SiteMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private SiteMismatchException(int files) {
        super("the topics hold another site: none of its %d article files is in this folder.".formatted(files)
                + " Give this site a --topic-prefix of its own, or --replace-site to withdraw the other one.");
    }

    /**
     * @param articleFiles the paths of the article files in the folder
     * @param reader reads the content of a file
     */
    static void throwIfOtherSite(
            Set<String> articleFiles, FileStateIndex fileStates, Function<String, Optional<Content>> reader) {
        Set<String> recorded = fileStates.articleFiles();
        if (recorded.isEmpty()) {
            return;
        }
        if (articleFiles.stream().noneMatch(recorded::contains) && !sharesContent(articleFiles, fileStates, reader)) {
            throw new SiteMismatchException(recorded.size());
        }
    }

    private static boolean sharesContent(
            Set<String> articleFiles, FileStateIndex fileStates, Function<String, Optional<Content>> reader) {
        Set<String> hashes = fileStates.contentHashes();
        return articleFiles.stream()
                .flatMap(path -> reader.apply(path).stream())
                .flatMap(content -> content.sha256().stream())
                .anyMatch(hashes::contains);
    }
}
