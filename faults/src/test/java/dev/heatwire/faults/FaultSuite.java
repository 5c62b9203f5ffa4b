package dev.heatwire.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a test of the fault suite: {@code -Pfull} and {@code -Pfaults} run it, the default build does not. */
@Tag("full")
@Tag("faults")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface FaultSuite {}
