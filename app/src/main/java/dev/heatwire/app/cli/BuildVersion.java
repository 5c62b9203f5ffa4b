package dev.heatwire.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from {@code version.properties}, which the build fills in. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = BuildVersion.class.getResourceAsStream("/version.properties")) {
            properties.load(file);
        }
        return new String[] {"heatwire " + properties.getProperty("version")};
    }
}
