/** Article files and reference files of a site folder into topics, exactly once. */
package dev.heatwire.ingest;
