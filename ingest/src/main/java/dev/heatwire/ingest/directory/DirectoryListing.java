package dev.heatwire.ingest.directory;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The result of a scan of the site folder.
 *
 * @param files by their path relative to the site folder, with forward slashes
 * @param folders the folders to watch for new files
 * @param complete whether every folder could be read; if not, files that are not listed may still exist
 */
public record DirectoryListing(Map<String, FileStamp> files, Set<Path> folders, boolean complete) {}
