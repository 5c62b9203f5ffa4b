package dev.heatwire.web.page;

/** A page that says that there is nothing, and why. */
public record MessagePage(FeedPage.SiteHead site, String title, String text) {}
