package dev.heatwire.app.config;

import dev.heatwire.web.syndication.PublicSite;
import java.net.URI;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The definitions of the settings of the outlets. */
final class WebSettingDefinitions {
    private WebSettingDefinitions() {}

    static void define(String group) {
        SettingDefinitions.define(
                group,
                Settings.SITE_TITLE,
                Type.STRING,
                PublicSite.DEFAULT_TITLE,
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
                "Where readers reach the feeds, such as `https://news.example.com`. Addresses in feeds begin with it.");
    }

    private static void publicUrl(String text) {
        if (!text.isEmpty()) {
            new PublicSite(PublicSite.DEFAULT_TITLE, URI.create(text), false);
        }
    }
}
