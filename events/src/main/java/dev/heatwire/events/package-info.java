/** The contract of the pipeline: its events and topics. */
package dev.heatwire.events;
