package dev.heatwire.web.export;

import dev.heatwire.events.json.Json;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;

/** JSON on many lines, the same on every system, because exports are often kept in a repository. */
final class PrettyJson {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private static final ObjectWriter WRITER = Json.MAPPER
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));

    private PrettyJson() {}

    static byte[] bytes(Object value) {
        return WRITER.writeValueAsBytes(value);
    }
}
