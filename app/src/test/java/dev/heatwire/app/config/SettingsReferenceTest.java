package dev.heatwire.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    private static final Path FILE = Path.of("..", "docs", "settings.md");
    private static final String COMMAND =
            "./mvnw -pl app -am test -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dheatwire.write-docs=true";

    @Test
    void shouldMatchTheDefinitions() throws IOException {
        String generated = SettingsReference.markdown();
        if (Boolean.getBoolean("heatwire.write-docs")) {
            Files.writeString(FILE, generated);
        }

        assertThat(FILE)
                .as("docs/settings.md differs from the definitions; regenerate it with: %s", COMMAND)
                .content()
                .isEqualTo(generated);
    }

    @Test
    void shouldDocumentEverySetting() {
        String generated = SettingsReference.markdown();

        assertThat(SettingDefinitions.ALL.configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).as(key.name).endsWith(".");
            assertThat(generated).contains("### `" + key.name + "`", "`" + GivenSettings.variableOf(key.name) + "`");
        });
    }

    @Test
    void shouldFitIntoTheColumnsOfAPage() {
        assertThat(SettingsReference.markdown().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(120));
    }
}
