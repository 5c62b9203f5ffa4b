/** The ranked feed: a compacted topic that holds the current ranking of every feed. */
package dev.heatwire.sink;
