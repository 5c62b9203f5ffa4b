package dev.heatwire.app.config;

import dev.heatwire.web.WebSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The definitions of the settings of the outlets. */
final class WebSettingDefinitions {
    private static final int MAX_CLIENTS = 100_000;

    private WebSettingDefinitions() {}

    static void define(String group) {
        SettingDefinitions.define(
                group,
                Settings.SITE_TITLE,
                Type.STRING,
                WebSettings.DEFAULTS.title(),
                SettingValidators.pattern("(?s).*\\S.*", "a text"),
                Importance.MEDIUM,
                "Name of the site in the titles of pages and feeds.");
        SettingDefinitions.define(
                group,
                Settings.PUBLIC_URL,
                Type.STRING,
                "",
                SettingValidators.parsedBy(WebSettingDefinitions::publicUrl, "an http or https URL"),
                Importance.HIGH,
                "Where readers reach the page, such as `https://news.example.com`. Addresses in feeds and pages begin "
                        + "with it. Without it, they name the address that the server listens on.");
        SettingDefinitions.define(
                group,
                Settings.ALLOWED_HOSTS,
                Type.STRING,
                "",
                null,
                Importance.MEDIUM,
                "Host names, separated by commas, that requests may name beside that of `public-url`, `localhost` and "
                        + "IP addresses.");
        SettingDefinitions.define(
                group,
                Settings.EDITOR,
                Type.BOOLEAN,
                false,
                null,
                Importance.MEDIUM,
                "Whether `heatwire serve` has the editor's view, which shows articles and files that are not "
                        + "published. `heatwire run` always has it.");
        SettingDefinitions.define(
                group,
                Settings.THIRD_PARTY_PICTURES,
                Type.BOOLEAN,
                false,
                null,
                Importance.LOW,
                "Whether pages show the logos of providers, which browsers load from other servers.");
        SettingDefinitions.define(
                group,
                Settings.PUBLISH_TOKEN,
                Type.PASSWORD,
                "",
                null,
                Importance.MEDIUM,
                "Bearer token of clients that publish article files with `POST /articles`. Without one, no client "
                        + "can.");
        SettingDefinitions.define(
                group,
                Settings.MAX_EVENT_CLIENTS,
                Type.INT,
                WebSettings.DEFAULTS.maxEventClients(),
                Range.between(0, MAX_CLIENTS),
                Importance.LOW,
                "How many clients can follow live updates at a time. Further ones are answered with 503.");
    }

    static WebSettings of(Settings settings) {
        return new WebSettings(
                settings.get(Settings.SITE_TITLE),
                publicUrl(settings.get(Settings.PUBLIC_URL)),
                hosts(settings.get(Settings.ALLOWED_HOSTS)),
                Boolean.parseBoolean(settings.get(Settings.EDITOR)),
                Boolean.parseBoolean(settings.get(Settings.THIRD_PARTY_PICTURES)),
                Optional.of(settings.get(Settings.PUBLISH_TOKEN)).filter(token -> !token.isEmpty()),
                settings.number(Settings.LIMIT_FILE_BYTES),
                settings.number(Settings.MAX_EVENT_CLIENTS));
    }

    private static Optional<URI> publicUrl(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || url.getHost() == null || url.getQuery() != null) {
            throw new IllegalArgumentException(text);
        }
        return Optional.of(url);
    }

    private static List<String> hosts(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
