package dev.heatwire.rank;

import dev.heatwire.events.StoryFact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What articles were told about their stories: what their ranks account for, and the letters that nobody has read yet.
 * Letters lie for a moment, because what a story's articles tell one of them arrives together.
 */
final class Mailbox {
    private final KeyValueStore<String, StoryFact> heard;
    private final KeyValueStore<String, Letter> mail;

    Mailbox(KeyValueStore<String, StoryFact> heard, KeyValueStore<String, Letter> mail) {
        this.heard = heard;
        this.mail = mail;
    }

    /** @param fact what is told; none when it is taken back */
    record Letter(Optional<StoryFact> fact) {}

    void deliver(String to, String from, Letter letter) {
        mail.put(StoryFact.key(to, from), letter);
    }

    /** Takes note of what is told to somebody whose rank it does not change; behind what lies there unread already. */
    void keep(String to, String from, Letter letter) {
        if (mail.get(StoryFact.key(to, from)) == null) {
            hear(to, from, letter);
        } else {
            deliver(to, from, letter);
        }
    }

    /** What the article's rank accounts for, by who told it. */
    Map<String, StoryFact> heardBy(String id) {
        Map<String, StoryFact> facts = new TreeMap<>();
        try (KeyValueIterator<String, StoryFact> found =
                heard.prefixScan(StoryFact.keysTo(id), new StringSerializer())) {
            found.forEachRemaining(entry -> facts.put(StoryFact.fromOf(entry.key), entry.value));
        }
        return facts;
    }

    /** The letters to this many articles: by who is told, then by who tells. */
    Map<String, Map<String, Letter>> unread(int articles) {
        Map<String, Map<String, Letter>> unread = new LinkedHashMap<>();
        try (KeyValueIterator<String, Letter> all = mail.all()) {
            while (all.hasNext()) {
                KeyValue<String, Letter> entry = all.next();
                String to = StoryFact.toOf(entry.key);
                if (!unread.containsKey(to) && unread.size() == articles) {
                    break;
                }
                unread.computeIfAbsent(to, any -> new TreeMap<>()).put(StoryFact.fromOf(entry.key), entry.value);
            }
        }
        return unread;
    }

    /** What the article's rank must account for after it has read them. */
    static Map<String, StoryFact> after(Map<String, StoryFact> heard, Map<String, Letter> letters) {
        Map<String, StoryFact> after = new TreeMap<>(heard);
        letters.forEach((from, letter) ->
                letter.fact().ifPresentOrElse(fact -> after.put(from, fact), () -> after.remove(from)));
        return after;
    }

    void read(String id, Map<String, Letter> letters) {
        letters.forEach((from, letter) -> {
            hear(id, from, letter);
            mail.delete(StoryFact.key(id, from));
        });
    }

    private void hear(String id, String from, Letter letter) {
        heard.put(StoryFact.key(id, from), letter.fact().orElse(null));
    }
}
