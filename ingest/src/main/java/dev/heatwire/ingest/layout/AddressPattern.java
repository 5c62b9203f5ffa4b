package dev.heatwire.ingest.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with placeholders, such as {@code https://example.com/{year}/{month}/{slug}/}. The slash behind a
 * placeholder whose value is empty is left out.
 */
record AddressPattern(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    /** Stands for an empty value; no file holds it. */
    private static final String EMPTY = "\0";

    private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

    /**
     * The address, or the name of the placeholder that has no value.
     *
     * @param missing the first placeholder without a value
     */
    record Expansion(Optional<String> address, Optional<String> missing) {}

    Expansion expand(Function<String, Optional<String>> values) {
        StringBuilder address = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            Optional<String> value = values.apply(placeholder.group(1));
            if (value.isEmpty()) {
                return new Expansion(Optional.empty(), Optional.of(placeholder.group(1)));
            }
            String encoded = value.get().isEmpty() ? EMPTY : encoded(value.get());
            placeholder.appendReplacement(address, Matcher.quoteReplacement(encoded));
        }
        placeholder.appendTail(address);
        String whole = address.toString().replace(EMPTY + "/", "").replace(EMPTY, "");
        return new Expansion(Optional.of(whole), Optional.empty());
    }

    /** Percent-encodes what a path cannot hold; white space becomes a hyphen, as site generators write it. */
    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : WHITE_SPACE.matcher(value.strip()).replaceAll("-").getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || c == '%');
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
