/** TOML front matter, as Hugo and Zola write it. */
package dev.heatwire.ingest.parse.toml;
