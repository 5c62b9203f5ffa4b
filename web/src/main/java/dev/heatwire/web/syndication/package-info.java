/** The ranked feed in the formats of feed readers: JSON Feed 1.1, Atom (RFC 4287) and RSS 2.0. */
package dev.heatwire.web.syndication;
