package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import java.util.List;
import java.util.Map;

/**
 * The content of {@link RunReport}.
 *
 * @param feeds the entries of each feed by rank
 * @param ranked the number of ranked articles
 * @param published the number of published articles
 * @param files the state of each file by path
 */
public record SiteSummary(
        Map<String, List<FeedEntry>> feeds, int ranked, int published, Map<String, FileState> files) {}
