/** How texts are compared. */
package dev.heatwire.events.text;
