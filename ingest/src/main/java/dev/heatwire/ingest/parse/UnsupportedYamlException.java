package dev.heatwire.ingest.parse;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;

/** Valid YAML that Heatwire does not accept. */
final class UnsupportedYamlException extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    private final String code;

    UnsupportedYamlException(String code, String reason, Event event) {
        this(code, reason, event.getStartMark());
    }

    UnsupportedYamlException(String code, String reason, Mark place) {
        super(null, null, reason, place);
        this.code = code;
    }

    String code() {
        return code;
    }
}
