package dev.heatwire.ingest.directory;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** Size and date of a file; a file whose stamp stays equal for some time is no longer being written. */
public record FileStamp(long size, FileTime modified) {
    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime());
    }
}
