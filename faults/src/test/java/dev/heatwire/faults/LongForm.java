package dev.heatwire.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Marks a test of the fault suite that only {@code -Pfaults} runs; {@link EachFaultOnceTest} is its short form. */
@FaultSuite
@EnabledIf("dev.heatwire.faults.SuiteProfile#isLong")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface LongForm {}
