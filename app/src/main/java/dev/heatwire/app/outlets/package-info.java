/** Serves the outlets of module web from the topics of a cluster. */
package dev.heatwire.app.outlets;
