package dev.heatwire.web.syndication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import dev.heatwire.events.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** Checks feeds against the schemas in the test resources, which were written from the specifications. */
final class Validators {
    private static final Schema JSON_FEED = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()))
            .getSchema(Json.MAPPER.readTree(Validators.class.getResourceAsStream("json-feed-1.1.schema.json")));

    private Validators() {}

    static void assertValid(FeedFormat format, byte[] document) {
        switch (format) {
            case JSON_FEED -> assertThat(JSON_FEED.validate(json(document))).isEmpty();
            case ATOM -> assertValidXml("atom.rnc", document);
            case RSS -> assertValidXml("rss.rnc", document);
        }
    }

    private static void assertValidXml(String schema, byte[] document) {
        StringWriter errors = new StringWriter();
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(errors));
        ValidationDriver driver = new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        try {
            assertThat(driver.loadSchema(new InputSource(Validators.class.getResourceAsStream(schema))))
                    .as("%s: %s", schema, errors)
                    .isTrue();
            assertThat(driver.validate(new InputSource(new ByteArrayInputStream(document))))
                    .as("%s%n%s", errors, new String(document, UTF_8))
                    .isTrue();
        } catch (SAXException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(byte[] document) {
        return Json.MAPPER.readTree(document);
    }

    /** The feed as ROME's own parser reads it. */
    static SyndFeed parsed(byte[] document) {
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(document))) {
            return new SyndFeedInput().build(reader);
        } catch (FeedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
