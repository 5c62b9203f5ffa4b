/** Commands that look at a site folder, without Kafka. */
package dev.heatwire.app.cli.site;
