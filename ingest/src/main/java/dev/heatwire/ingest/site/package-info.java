/** Reads the files of a site folder that are no articles: its layout, and its catalogues of topics and providers. */
package dev.heatwire.ingest.site;
