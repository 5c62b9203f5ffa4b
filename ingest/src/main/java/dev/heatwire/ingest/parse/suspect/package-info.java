/** Finds the spot in a file that a YAML parser's complaint comes from. */
package dev.heatwire.ingest.parse.suspect;
