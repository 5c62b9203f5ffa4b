package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provider as declared in a file, before it is resolved with {@code providers.yaml}. */
public record DeclaredProvider(
        Optional<String> name,
        String domain,
        List<Image> images,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> extra) {
    public DeclaredProvider {
        name = Validate.optional(name);
        Validate.text("domain", domain);
        images = Validate.list(images);
        extra = Validate.map(extra);
    }
}
