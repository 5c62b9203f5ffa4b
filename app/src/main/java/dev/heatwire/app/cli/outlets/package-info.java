/** The commands of the outlets. */
package dev.heatwire.app.cli.outlets;
