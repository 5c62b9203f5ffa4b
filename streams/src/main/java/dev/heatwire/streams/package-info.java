/** What every Kafka Streams stage shares: its settings, its safety net, and how reference data reaches each task. */
package dev.heatwire.streams;
