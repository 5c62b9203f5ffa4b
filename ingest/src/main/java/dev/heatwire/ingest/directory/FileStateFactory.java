package dev.heatwire.ingest.directory;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Makes the states of files, with the time of the change and with what the cleanup policy does to such a file. */
public record FileStateFactory(Clock clock, CleanupPolicy cleanupPolicy) {

    /** The state of an article file that no other file shadows. */
    public FileState ofArticle(Content content, ParseResult<Article> parsed) {
        return withCleanup(of(content, parsed, parsed.value()));
    }

    public FileState ofReferenceFile(Content content, ParseResult<?> parsed) {
        return of(content, parsed, Optional.empty());
    }

    private FileState of(Content content, ParseResult<?> parsed, Optional<Article> article) {
        return new FileState(
                parsed.errors().isEmpty() ? State.PUBLISHED : State.REJECTED,
                content.sha256(),
                false,
                article.map(Article::id),
                article.map(Article::publishedDateTime),
                article.flatMap(Article::updatedDateTime),
                parsed.errors(),
                parsed.warnings(),
                content.position(),
                Instant.now(clock));
    }

    public FileState changed(FileState file, State state) {
        return withCleanup(file.in(state, Instant.now(clock)));
    }

    /** The same file under the current cleanup policy, which neither records nor files without content fall under. */
    public FileState withCleanup(FileState file) {
        return file.removedByIngest(
                file.sha256().isPresent() && file.position().isEmpty() && cleanupPolicy.removes(file.state()));
    }
}
