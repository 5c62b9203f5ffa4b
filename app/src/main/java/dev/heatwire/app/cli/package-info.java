/** The {@code heatwire} command: all subcommands, their options and their output. */
package dev.heatwire.app.cli;
