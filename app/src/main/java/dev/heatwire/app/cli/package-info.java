/** The {@code heatwire} command: every stage, the embedded broker, and the tools around the feed. */
package dev.heatwire.app.cli;
