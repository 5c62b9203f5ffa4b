package dev.heatwire.web.http;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Where readers reach this server. It never comes from a request, because any client can send any Host header. */
public final class PublicAddress {
    private final Supplier<URI> root;

    /**
     * @param publicUrl what the operator has set
     * @param own the address that the server listens on, once it does
     */
    public PublicAddress(Optional<URI> publicUrl, Supplier<URI> own) {
        root = publicUrl.<Supplier<URI>>map(url -> () -> url).orElse(own);
    }

    /** @param path with its first slash */
    public String of(String path) {
        return root.get().toString().replaceFirst("/+$", "") + path;
    }
}
