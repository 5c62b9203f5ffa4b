/** Detects articles about the same event from their words; plain Java without Kafka. */
package dev.heatwire.rank.stories;
