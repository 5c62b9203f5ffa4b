/** The settings of the commands: their definitions, and their values from flags, environment and file. */
package dev.heatwire.app.config;
