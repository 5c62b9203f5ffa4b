package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.layout.SiteLayout.Role;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Publishes changed reference files, all in one transaction. When one file of a catalogue changes, all are read,
 * because they refer to each other.
 */
final class ReferenceFilePublisher {
    private final IngestContext context;
    private final ReferenceData referenceData;
    private final SiteDirectory directory;
    private final ChangeDetector changes;
    private final Set<Role> changed = EnumSet.noneOf(Role.class);

    ReferenceFilePublisher(
            IngestContext context, ReferenceData referenceData, SiteDirectory directory, ChangeDetector changes) {
        this.context = context;
        this.referenceData = referenceData;
        this.directory = directory;
        this.changes = changes;
    }

    /** Publishes all reference files on the next call, because the layout of the site has changed. */
    void publishAll() {
        referenceData.tables().forEach(table -> changed.add(table.role()));
    }

    /**
     * @param listed the paths in the site folder
     * @param retries files to publish even when they are unchanged
     * @return how many files were read
     */
    int publishChanges(Set<String> listed, Set<String> retries) {
        TransactionBatch batch = new TransactionBatch();
        int read = 0;
        Map<Role, Set<String>> listedOf = byRole(listed);
        Map<Role, Set<String>> recordedOf = byRole(context.fileStates().files().keySet());
        Map<Role, Set<String>> removedOf = byRole(changes.removed());
        Set<String> unread = changes.unread();
        for (ReferenceData.Table<?> table : referenceData.tables()) {
            Map<String, Content> contents = new HashMap<>();
            for (String path : removedOf.get(table.role())) {
                changed.add(table.role());
                context.planner().forget(path, batch);
            }
            Set<String> paths = listedOf.get(table.role());
            for (String path : paths) {
                changes.readIfStable(path, limit()).ifPresent(content -> contents.put(path, content));
                Content content = contents.get(path);
                if (content != null && (!context.fileStates().isRecorded(path, content) || retries.contains(path))) {
                    changed.add(table.role());
                }
            }
            read += contents.size();
            // a file that is still being written is waited for, as is one that was missing for the first time
            boolean ready = paths.containsAll(recordedOf.get(table.role()))
                    && paths.stream().noneMatch(path -> unread.contains(path) && !contents.containsKey(path));
            if (ready && changed.remove(table.role())) {
                if (table.role() == Role.TOPICS) {
                    // story detection ignores the keywords of the topics; the policy is the last table
                    changed.add(Role.POLICY);
                }
                publish(table, paths, contents, retries, batch);
            }
        }
        context.committer().commit(batch);
        return read;
    }

    private void publish(
            ReferenceData.Table<?> table,
            Set<String> paths,
            Map<String, Content> contents,
            Set<String> retries,
            TransactionBatch batch) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : paths) {
            Content content = contents.computeIfAbsent(path, this::read);
            if (content != Content.UNREADABLE) {
                files.put(path, content.bytes());
            }
        }
        Map<String, ParseResult<Integer>> results = table.update(files, files.size() == paths.size(), batch);
        contents.forEach((path, content) -> {
            context.planner()
                    .planReferenceFile(
                            path,
                            content,
                            results.getOrDefault(path, ParseResult.rejected(ParseResult.UNREADABLE)),
                            retries,
                            batch);
            context.retryRequests().close(path);
        });
    }

    private Content read(String path) {
        try {
            return Content.of(directory.read(path, limit()));
        } catch (IOException e) {
            return Content.UNREADABLE;
        }
    }

    /** The reference files of a site that may have a million article files, in order. */
    private Map<Role, Set<String>> byRole(Set<String> paths) {
        SiteLayout layout = directory.layout().orElse(SiteLayout.STANDARD);
        Map<Role, Set<String>> found = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            found.put(role, new TreeSet<>());
        }
        for (String path : paths) {
            // the key of a record may look like the path of a reference file
            Role role = FileState.keyOfRecord(path).isPresent() ? Role.ARTICLE : layout.roleOf(path);
            if (role.isReference()) {
                found.get(role).add(path);
            }
        }
        return found;
    }

    private int limit() {
        return context.settings().limits().referenceBytes();
    }
}
