package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import java.util.List;
import java.util.Map;

/**
 * What a person wants to know of a site at one moment.
 *
 * @param feeds each feed's entries from rank 1
 * @param ranked how many articles are ranked
 * @param published how many of them are published
 * @param files the ledger
 */
public record SiteSummary(
        Map<String, List<FeedEntry>> feeds, int ranked, int published, Map<String, FileState> files) {}
