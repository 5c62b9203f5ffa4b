/** Quality, story leads, heat and score: the scoring rules in plain Java, and the topology that keeps them current. */
package dev.heatwire.rank;
