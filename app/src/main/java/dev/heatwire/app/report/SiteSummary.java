package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The content of {@link RunReport}.
 *
 * @param feeds the entries of each feed by rank
 * @param ranked the number of ranked articles
 * @param published the number of published articles
 * @param highestHeat of the ranked articles; empty without articles
 * @param minimumHeat the heat from which an article is published
 * @param files the state of each file by path
 * @param beingWritten the files that were not read because they never stopped changing
 */
public record SiteSummary(
        Map<String, List<FeedEntry>> feeds,
        int ranked,
        int published,
        OptionalInt highestHeat,
        int minimumHeat,
        Map<String, FileState> files,
        Set<String> beingWritten) {}
