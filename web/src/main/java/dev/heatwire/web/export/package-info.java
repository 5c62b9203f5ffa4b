/** Ranked feeds as files: for static hosting, and as data for static site generators. */
package dev.heatwire.web.export;
