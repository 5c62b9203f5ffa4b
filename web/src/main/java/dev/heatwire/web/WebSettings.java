package dev.heatwire.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the outlets.
 *
 * @param title the name of the site, in page titles and feeds
 * @param publicUrl where readers reach this server, without a slash at the end; absent for the address it listens on
 * @param allowedHosts names in the Host header that are accepted beside those of {@code publicUrl}
 * @param editor whether to serve the editor's view
 * @param thirdPartyPictures whether pages show the logos of providers, which browsers load from other servers
 * @param publishToken authorises clients to publish article files; without one, no client can
 * @param maxFileBytes the largest article file that is accepted
 * @param maxEventClients how many clients can follow feeds at a time
 */
public record WebSettings(
        String title,
        Optional<URI> publicUrl,
        List<String> allowedHosts,
        boolean editor,
        boolean thirdPartyPictures,
        Optional<String> publishToken,
        int maxFileBytes,
        int maxEventClients) {
    public static final WebSettings DEFAULTS =
            new WebSettings("Heatwire", Optional.empty(), List.of(), false, false, Optional.empty(), 1 << 20, 2_000);

    public WebSettings withEditor() {
        return new WebSettings(
                title, publicUrl, allowedHosts, true, thirdPartyPictures, publishToken, maxFileBytes, maxEventClients);
    }
}
