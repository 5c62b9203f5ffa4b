package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes a file strictly as UTF-8 and removes the byte order mark. */
final class Utf8Decoder {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Decoder() {}

    /** @throws UnreadableFileException with the place of the first byte that is not UTF-8 */
    static String of(byte[] bytes) throws UnreadableFileException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // the decoder also writes this character for every invalid byte
        return withoutMark(text.indexOf(REPLACEMENT) < 0 ? text : strictly(bytes));
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String strictly(byte[] bytes) throws UnreadableFileException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            LineIndex.Place place = new LineIndex(text, 0).placeOf(text.codePointCount(0, text.length()));
            throw new UnreadableFileException(new Problem(
                    Optional.of(place.line()),
                    Optional.of(place.column()),
                    Optional.empty(),
                    "encoding",
                    "not UTF-8; save the file in that encoding"));
        }
        return text;
    }
}
