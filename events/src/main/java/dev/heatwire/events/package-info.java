/** The contract of the pipeline: the events that travel, and the topics they travel on. */
package dev.heatwire.events;
