package dev.heatwire.web.export;

import dev.heatwire.events.json.Json;
import dev.heatwire.web.http.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** Which files an export has written, so that it removes no other. */
record Manifest(Map<String, Entry> files) {
    /** @param sha256 of the content that was written, in hexadecimal digits */
    record Entry(ExportFormat format, String sha256) {
        boolean describes(byte[] content) {
            return sha256.equals(Sha256.hex(content));
        }
    }

    Manifest {
        files = new TreeMap<>(files == null ? Map.of() : files);
    }

    /** @throws IOException if the file exists and is no manifest */
    static Manifest read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return new Manifest(Map.of());
        }
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), Manifest.class);
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged; delete it to export all files again", e);
        }
    }

    byte[] toJson() {
        return PrettyJson.bytes(this);
    }

    static Entry entry(Export.File file) {
        return new Entry(file.format(), Sha256.hex(file.content()));
    }
}
