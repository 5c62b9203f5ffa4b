/** Shared parts of the Kafka Streams stages: configuration, dead letters, partitioners and serdes. */
package dev.heatwire.streams;
