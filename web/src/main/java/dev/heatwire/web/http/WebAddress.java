package dev.heatwire.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address that a reader may open: http or https, whatever a record says. */
public final class WebAddress {
    /** Longer addresses than this are not opened by every server and reader. */
    private static final int MAX_LENGTH = 8_000;

    private static final Pattern HTTP =
            Pattern.compile("(https?)://([^/?#\\\\\\s\\p{Cc}]+)((?:[/?#][^\\s\\p{Cc}]*)?)", Pattern.CASE_INSENSITIVE);

    /** Host and port, without a user: a name before an @ looks like the host. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+(?::[0-9]{0,5})?|\\[[0-9A-Fa-f:.]+](?::[0-9]{0,5})?");

    /** Characters that RFC 3986 has only in percent-encoded form. */
    private static final String TO_ENCODE = "\"<>\\^`{|}";

    private WebAddress() {}

    /**
     * The address as an ASCII URI (RFC 3986), which every feed format allows; empty if the text is no http or https
     * address.
     */
    public static Optional<String> of(String text) {
        Matcher matcher = HTTP.matcher(text.strip());
        if (!matcher.matches() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return asciiHost(matcher.group(2))
                .map(host -> matcher.group(1).toLowerCase(Locale.ROOT) + "://" + host + encoded(matcher.group(3)));
    }

    private static Optional<String> asciiHost(String host) {
        try {
            String ascii = host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host);
            return Optional.of(ascii).filter(name -> HOST.matcher(name).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String rest) {
        StringBuilder encoded = new StringBuilder();
        boolean hasFragment = false;
        for (int at = 0; at < rest.length(); at += Character.charCount(rest.codePointAt(at))) {
            int c = rest.codePointAt(at);
            boolean isSecondFragment = c == '#' && hasFragment;
            hasFragment |= c == '#';
            if (c > 0x7E || TO_ENCODE.indexOf(c) >= 0 || isSecondFragment || c == '%' && !isEscape(rest, at)) {
                for (byte octet : Character.toString(c).getBytes(UTF_8)) {
                    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }
}
