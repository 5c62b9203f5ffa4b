package dev.heatwire.events.contract;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Generates the schema of an event from its record type. */
final class RecordSchema {
    private static final Set<Class<?>> WRITTEN_AS_TEXT = Set.of(Instant.class, Duration.class);
    private static final SchemaGenerator GENERATOR = generator();

    private RecordSchema() {}

    static JsonNode of(Class<?> type) {
        return GENERATOR.generateSchema(type);
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(Option.FLATTENED_OPTIONALS);
        builder.forFields()
                .withRequiredCheck(RecordSchema::isAlwaysWritten)
                .withTargetTypeOverridesResolver(RecordSchema::withoutOptional);
        builder.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider(RecordSchema::ofLibraryType);
        return new SchemaGenerator(builder.build());
    }

    private static CustomDefinition ofLibraryType(ResolvedType type, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (WRITTEN_AS_TEXT.contains(type.getErasedType())) {
            return new CustomDefinition(schema.put("type", "string"), true);
        }
        if (type.getErasedType() == Map.class) {
            schema.put("type", "object");
            ResolvedType values = type.getTypeParameters().get(1);
            if (values.getErasedType() != Object.class) {
                schema.set("additionalProperties", context.createDefinition(values));
            }
            return new CustomDefinition(schema, true);
        }
        return null;
    }

    private static List<ResolvedType> withoutOptional(FieldScope field) {
        ResolvedType content = field.getTypeParameterFor(Optional.class, 0);
        return content == null ? null : List.of(content);
    }

    /** Absent rather than null: an empty Optional, and an empty map or a false flag that says so, leave no field. */
    private static boolean isAlwaysWritten(FieldScope field) {
        JsonInclude include = field.getAnnotation(JsonInclude.class);
        return field.getRawMember().getType() != Optional.class
                && (include == null || include.value() == JsonInclude.Include.ALWAYS);
    }
}
