/** How a site folder is laid out, as its {@code site.yaml} says: folders, field names, defaults, dates, addresses. */
package dev.heatwire.ingest.layout;
