/** Articles with what the provider directory and the topic catalogue know about them. */
package dev.heatwire.enrich;
