package dev.heatwire.web.syndication;

import java.net.URI;

/**
 * What a feed says of the site it belongs to.
 *
 * @param siteTitle the name of the site
 * @param site the address of the site
 * @param page the page that shows this feed
 * @param self the address of this document
 */
record FeedLinks(String siteTitle, URI site, URI page, URI self) {}
