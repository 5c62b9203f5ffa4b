package dev.heatwire.faults.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependencies between modules and packages point one way. */
class ArchitectureTest {
    private static final int MAX_CLASSES_PER_PACKAGE = 25;

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(ArchitectureTest::isMain).importPackages("dev.heatwire");

    /** The test classes of other modules are in jars named {@code *-tests.jar}. */
    private static boolean isMain(Location location) {
        return new ImportOption.DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events:",
                "streams: events",
                "broker: events",
                "ingest: events",
                "enrich: streams events",
                "rank: streams events",
                "sink: streams events",
                "web: events"
            })
    void shouldOnlyUseModulesBelow(String row) {
        String[] modules = row.split("[: ]+");
        String[] own = Stream.of(modules)
                .map(module -> "dev.heatwire." + module + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(own[0])
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.heatwire..").or(resideInAnyPackage(own)))
                .check(MAIN);
    }

    @Test
    void shouldUseKafkaStreamsInStagesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.heatwire.events..", "dev.heatwire.ingest..", "dev.heatwire.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..", "org.rocksdb..")
                .check(MAIN);
    }

    /** Kafka brings Jackson 2 along; annotations are the same in both. */
    @Test
    void shouldUseOneMajorVersionOfJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(MAIN);
    }

    @Test
    void shouldUseInternalsOfTheBrokerInItsModuleOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.heatwire.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "kafka..",
                        "org.apache.kafka.controller..",
                        "org.apache.kafka.coordinator..",
                        "org.apache.kafka.metadata..",
                        "org.apache.kafka.raft..",
                        "org.apache.kafka.server..")
                .check(MAIN);
    }

    @Test
    void shouldHaveNoCyclesBetweenThePackagesOfTheCommand() {
        slices().matching("dev.heatwire.app.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void shouldKeepPackagesSmall() {
        Map<String, Long> sizes = MAIN.that(describe("are top-level classes", JavaClass::isTopLevelClass)).stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MAX_CLASSES_PER_PACKAGE));
    }
}
