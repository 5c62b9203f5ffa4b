package dev.heatwire.ingest.directory;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which of several files with the same article is published: the one that was updated last, then the one with
 * the latest publication date, then an original before its copies, then the smallest path.
 */
public final class FilePrecedence {
    private FilePrecedence() {}

    /**
     * A file with the article.
     *
     * @param updated absent when the file does not say; it then counts as updated when it was published
     */
    public record Candidate(String path, Instant published, Optional<Instant> updated) {
        /** A site may record an update before it publishes the article, which is no later version. */
        Instant lastChanged() {
            return updated.filter(published::isBefore).orElse(published);
        }
    }

    private static final Comparator<Candidate> LATEST_FIRST = Comparator.comparing(Candidate::lastChanged)
            .thenComparing(Candidate::published)
            .reversed();

    /** The path of the file that is published; empty when there are no candidates. */
    public static Optional<String> winnerOf(Collection<Candidate> candidates) {
        if (candidates.size() == 1) {
            return candidates.stream().map(Candidate::path).findFirst();
        }
        Optional<Candidate> latest = candidates.stream().min(LATEST_FIRST);
        List<String> equallyLate = candidates.stream()
                .filter(candidate -> LATEST_FIRST.compare(candidate, latest.orElseThrow()) == 0)
                .map(Candidate::path)
                .sorted()
                .toList();
        return equallyLate.stream()
                .filter(path -> equallyLate.stream().noneMatch(other -> isCopy(path, other)))
                .findFirst();
    }

    /**
     * Whether a path is named like a copy of another one. Tools that copy a file or a folder, or that keep both sides
     * of a conflict, put words of their own language before or behind the whole name: {@code a (1).md}, {@code a
     * copy.md}, {@code Kopie von a.md}, {@code a.sync-conflict-20260303.md}.
     */
    static boolean isCopy(String path, String original) {
        String[] names = namesOf(path);
        String[] originals = namesOf(original);
        if (names.length != originals.length) {
            return false;
        }
        boolean longer = false;
        for (int i = 0; i < names.length; i++) {
            if (!names[i].startsWith(originals[i]) && !names[i].endsWith(originals[i])) {
                return false;
            }
            longer |= names[i].length() > originals[i].length();
        }
        return longer;
    }

    /** The folders and the name without its ending; some tools decompose accents, or change the case. */
    private static String[] namesOf(String path) {
        int dot = path.lastIndexOf('.');
        String withoutEnding = dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
        return Normalizer.normalize(withoutEnding, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .split("/", -1);
    }
}
