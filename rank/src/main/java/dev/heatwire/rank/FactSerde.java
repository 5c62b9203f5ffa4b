package dev.heatwire.rank;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.StoryFact;
import dev.heatwire.rank.Mailbox.Letter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Facts in the stores of rank, where each is written and read several times for every article: figures first, then the
 * two ids, each behind its length, then the title. A letter that takes a fact back is empty.
 */
final class FactSerde {
    private static final int FIGURES = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;

    static final Serde<StoryFact> FACT = Serdes.serdeFrom(
            (topic, fact) -> fact == null ? null : bytesOf(fact), (topic, bytes) -> bytes == null ? null : fact(bytes));

    static final Serde<Letter> LETTER = Serdes.serdeFrom(
            (topic, letter) -> letter == null
                    ? null
                    : letter.fact().map(FactSerde::bytesOf).orElse(new byte[0]),
            (topic, bytes) -> bytes == null ? null : letter(bytes));

    private FactSerde() {}

    private static byte[] bytesOf(StoryFact fact) {
        byte[] from = fact.from().getBytes(UTF_8);
        byte[] to = fact.to().getBytes(UTF_8);
        byte[] title = fact.title().getBytes(UTF_8);
        return ByteBuffer.allocate(FIGURES + 2 * Integer.BYTES + from.length + to.length + title.length)
                .put((byte) (fact.names() ? 1 : 0))
                .putInt(fact.quality())
                .putLong(fact.publishedDateTime().getEpochSecond())
                .putInt(fact.publishedDateTime().getNano())
                .putInt(from.length)
                .put(from)
                .putInt(to.length)
                .put(to)
                .put(title)
                .array();
    }

    private static StoryFact fact(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            boolean names = buffer.get() == 1;
            int quality = buffer.getInt();
            Instant published = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            String from = text(buffer, buffer.getInt());
            String to = text(buffer, buffer.getInt());
            return new StoryFact(from, to, names, text(buffer, buffer.remaining()), quality, published);
        } catch (RuntimeException e) {
            throw new SerializationException("no fact: " + e.getClass().getSimpleName());
        }
    }

    private static Letter letter(byte[] bytes) {
        return new Letter(bytes.length == 0 ? Optional.empty() : Optional.of(fact(bytes)));
    }

    private static String text(ByteBuffer buffer, int length) {
        // before there is room made for it: in bytes that are no fact, this may be any number
        Objects.checkFromIndexSize(0, length, buffer.remaining());
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, UTF_8);
    }
}
