package dev.heatwire.app;

/** How a command prints its result. */
enum Format {
    table,
    json
}
