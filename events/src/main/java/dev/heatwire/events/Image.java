package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture of an article or the logo of a provider.
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 */
public record Image(
        String url,
        Optional<Integer> width,
        Optional<Integer> height,
        Optional<Boolean> isCached,
        Optional<String> title,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> extra) {
    public Image {
        Validate.address("url", url);
        width = Validate.optional(width);
        height = Validate.optional(height);
        if (width.orElse(1) <= 0 || height.orElse(1) <= 0) {
            throw new IllegalArgumentException("width and height must be positive");
        }
        isCached = Validate.optional(isCached);
        title = Validate.optional(title);
        extra = Validate.map(extra);
    }

    /** The images without unknown fields, which may be private. */
    public static List<Image> withoutExtra(List<Image> images) {
        return images.stream().map(Image::withoutExtra).toList();
    }

    private Image withoutExtra() {
        return extra.isEmpty() ? this : new Image(url, width, height, isCached, title, Map.of());
    }
}
