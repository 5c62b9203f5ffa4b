package dev.heatwire.events.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A difference between two versions of a schema. A change is compatible when readers of each version can read records
 * of
 * the other: only optional fields can be added, and nothing can be removed.
 *
 * @param at the place, as a path of fields
 */
record SchemaChange(String at, String what, boolean compatible) {

    static List<SchemaChange> between(JsonNode before, JsonNode after) {
        List<SchemaChange> changes = new ArrayList<>();
        compare("", before, before, after, after, changes);
        return changes;
    }

    private static void compare(
            String at,
            JsonNode before,
            JsonNode rootBefore,
            JsonNode after,
            JsonNode rootAfter,
            List<SchemaChange> out) {
        JsonNode was = resolved(before, rootBefore);
        JsonNode is = resolved(after, rootAfter);
        if (!was.path("type").equals(is.path("type"))) {
            out.add(new SchemaChange(at, "is of type %s, was %s".formatted(is.path("type"), was.path("type")), false));
            return;
        }
        if (!was.path("enum").equals(is.path("enum"))) {
            out.add(new SchemaChange(
                    at, "is one of %s, was of %s".formatted(is.path("enum"), was.path("enum")), false));
        }
        Set<String> required = names(was.path("required"));
        Set<String> requiredNow = names(is.path("required"));
        for (String name : names(was.path("properties"))) {
            String path = at + "/" + name;
            if (!is.path("properties").has(name)) {
                out.add(new SchemaChange(path, "is gone", false));
                continue;
            }
            if (required.contains(name) != requiredNow.contains(name)) {
                out.add(new SchemaChange(
                        path, required.contains(name) ? "may be absent now" : "is required now", false));
            }
            compare(
                    path,
                    was.path("properties").get(name),
                    rootBefore,
                    is.path("properties").get(name),
                    rootAfter,
                    out);
        }
        for (String name : names(is.path("properties"))) {
            if (!was.path("properties").has(name)) {
                boolean needed = requiredNow.contains(name);
                out.add(new SchemaChange(
                        at + "/" + name, needed ? "is new and required" : "is new and may be absent", !needed));
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (was.has(inner) || is.has(inner)) {
                compare(at + "/" + inner, was.path(inner), rootBefore, is.path(inner), rootAfter, out);
            }
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        return schema.has("$ref") ? root.at(schema.get("$ref").stringValue().substring(1)) : schema;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        if (node.isArray()) {
            node.forEach(value -> names.add(value.stringValue()));
        } else {
            names.addAll(node.propertyNames());
        }
        return names;
    }
}
