package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.SiteFolder.Scan;
import dev.heatwire.ingest.SiteFolder.Stamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the topics to what the site folder holds, one pass at a time. What a pass publishes and the ledger's word that
 * it did are one transaction, so a stop at any moment neither loses nor repeats anything.
 */
public final class Ingest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int FILES_PER_TRANSACTION = 500;
    private static final long BYTES_PER_TRANSACTION = 8 << 20;

    private final SiteFolder folder;
    private final Topics topics;
    private final Limits limits;
    private final Transactions transactions;
    private final Site site;
    private final References references;
    private final Publication publication;
    private final Settling settling;
    /** Files that the last scan missed; a deletion is believed when the next one misses them, too. */
    private Set<String> missing = Set.of();

    private final Set<String> unreadable = new HashSet<>();
    private boolean mayReplaceSite;

    /**
     * Takes over the site: a previous writer is fenced, and the ledger says what it did.
     *
     * @param client the settings of the user's cluster
     * @param mayReplaceSite whether the topics may hold another site, whose articles are then withdrawn
     */
    public Ingest(
            Path folder,
            Topics topics,
            Map<String, String> client,
            Limits limits,
            Clock clock,
            boolean mayReplaceSite) {
        this.mayReplaceSite = mayReplaceSite;
        this.folder = new SiteFolder(folder);
        this.topics = topics;
        this.limits = limits;
        this.settling = new Settling(clock);
        // in this order: what the fenced writer had in hand must be settled before the ledger is read
        this.transactions = new Transactions(client, topics.articles.name() + "-ingest");
        try (TopicReader reader = new TopicReader(client)) {
            this.site = new Site(reader.fold(topics.ingestFiles));
            this.references = new References(reader, topics, limits);
        }
        this.publication = new Publication(topics, limits, clock, site, this::reread);
    }

    /**
     * What a pass found.
     *
     * @param read how many files it read
     * @param changed whether it published anything
     * @param waiting how many files are still being written, or missing for the first time
     */
    public record Pass(int read, boolean changed, int waiting) {}

    /** The ledger: every file that has been read, by path. */
    public Map<String, FileState> files() {
        return Map.copyOf(site.files());
    }

    /**
     * @param stop whether to end the pass after the transaction in hand
     * @param progress is told how many files are done after each transaction
     */
    public Pass pass(BooleanSupplier stop, IntConsumer progress) {
        long before = transactions.count();
        Scan scan = folder.scan();
        Map<String, Stamp> found = scan.files();
        refuseAnotherSite(found.keySet());
        Set<String> missingNow = scan.complete() ? missing(found.keySet()) : Set.of();
        Set<String> gone = missingNow.stream().filter(missing::contains).collect(Collectors.toSet());
        missing = missingNow;

        int read = referenceFiles(found, gone);
        Map<String, Content> batch = new LinkedHashMap<>();
        long bytes = 0;
        for (String path : found.keySet()) {
            if (site.file(path).isEmpty()) {
                // a shadowed file that could not be read again was left out of the ledger: it is new once more
                settling.forget(path);
            }
            if (!SiteFolder.isReference(path) && settling.isNewAndSettled(path, found.get(path))) {
                Optional<Content> content = read(path, found.get(path), limits.articleBytes());
                read += content.isPresent() ? 1 : 0;
                if (content.isPresent() && isNews(path, content.get())) {
                    batch.put(path, content.get());
                    bytes += content.get().bytes().length;
                }
            }
            if (batch.size() == FILES_PER_TRANSACTION || bytes >= BYTES_PER_TRANSACTION) {
                send(publication.ofArticles(batch, Set.of()));
                progress.accept(read);
                batch.clear();
                bytes = 0;
                if (stop.getAsBoolean()) {
                    return new Pass(read, true, found.size());
                }
            }
        }
        // files that went come last: a renamed file must have its new name before it loses the old one
        Set<String> goneArticles =
                gone.stream().filter(path -> !SiteFolder.isReference(path)).collect(Collectors.toSet());
        send(publication.ofArticles(batch, goneArticles));
        gone.forEach(settling::forget);
        settling.forgetAllBut(found.keySet());
        unreadable.retainAll(found.keySet());
        progress.accept(read);
        int unsettled = found.size() - settling.doneAmong(found) - unreadable.size();
        return new Pass(read, transactions.count() > before, unsettled + missing.size() - gone.size());
    }

    /** Once, before anything is withdrawn. */
    private void refuseAnotherSite(Set<String> found) {
        Set<String> articles =
                found.stream().filter(path -> !SiteFolder.isReference(path)).collect(Collectors.toSet());
        if (!mayReplaceSite && !articles.isEmpty()) {
            OtherSite.refuse(articles, site, this::reread);
            mayReplaceSite = true;
        }
    }

    private Set<String> missing(Set<String> found) {
        return site.files().keySet().stream()
                .filter(path -> !found.contains(path))
                .collect(Collectors.toSet());
    }

    private int referenceFiles(Map<String, Stamp> found, Set<String> gone) {
        Outbox outbox = new Outbox();
        int read = 0;
        for (References.Kind<?> kind : references.kinds()) {
            String file = kind.file();
            Stamp stamp = found.get(file);
            if (gone.contains(file)) {
                kind.clear(outbox);
                publication.forget(file, outbox);
            } else if (stamp != null && settling.isNewAndSettled(file, stamp)) {
                Optional<Content> content = read(file, stamp, limits.referenceBytes());
                read += content.isPresent() ? 1 : 0;
                content.filter(value -> isNews(file, value))
                        .ifPresent(value -> publication.ofReference(kind, value, outbox));
            }
        }
        send(outbox);
        return read;
    }

    private void send(Outbox outbox) {
        if (!outbox.isEmpty()) {
            transactions.commit(outbox);
        }
    }

    private boolean isNews(String path, Content content) {
        return site.file(path)
                .filter(state -> state.sha256().equals(content.sha256()))
                .isEmpty();
    }

    /** The content of a file, unless it changes while it is read. */
    private Optional<Content> read(String path, Stamp stamp, int limit) {
        try {
            byte[] bytes = folder.read(path, limit);
            if (!folder.stamp(path).equals(stamp)) {
                return Optional.empty();
            }
            settling.done(path, stamp);
            unreadable.remove(path);
            return Optional.of(Content.of(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (unreadable.add(path)) {
                LOG.warn("{} cannot be opened, and is tried again: {}", path, e.toString());
            }
            // what is published stays until the file can be read again or is gone
            return site.file(path).isPresent() ? Optional.empty() : Optional.of(Content.UNREADABLE);
        }
    }

    private Optional<Content> reread(String path) {
        try {
            return Optional.of(Content.of(folder.read(path, limits.articleBytes())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        transactions.close();
    }
}
