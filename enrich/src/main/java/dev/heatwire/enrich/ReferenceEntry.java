package dev.heatwire.enrich;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import java.util.Optional;

/** An entry of the reference data, or that there is none: before a change, or to be applied later. */
record ReferenceEntry(Optional<Provider> provider, Optional<NewsTopic> newsTopic) {
    ReferenceEntry {
        provider = provider == null ? Optional.empty() : provider;
        newsTopic = newsTopic == null ? Optional.empty() : newsTopic;
    }

    static ReferenceEntry ofProvider(Optional<Provider> provider) {
        return new ReferenceEntry(provider, Optional.empty());
    }

    static ReferenceEntry ofNewsTopic(Optional<NewsTopic> newsTopic) {
        return new ReferenceEntry(Optional.empty(), newsTopic);
    }
}
