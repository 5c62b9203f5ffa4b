package dev.heatwire.faults.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A line of {@code ops/acls.txt}. */
record Acl(String user, String operation, String resource, String name, String pattern) {
    private static final Path FILE = Path.of("..", "ops", "acls.txt");

    static List<Acl> documented() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(words -> new Acl(words[0], words[1], words[2], words[3], words[4]))
                .toList();
    }

    AclBinding with(String prefix) {
        ResourceType type = ResourceType.fromString(resource.replace('-', '_').toUpperCase(Locale.ROOT));
        PatternType patternType = PatternType.fromString(pattern.toUpperCase(Locale.ROOT));
        AclOperation operationType = AclOperation.fromString(
                operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        return new AclBinding(
                new ResourcePattern(type, prefix + name, patternType),
                new AccessControlEntry("User:" + user, "*", operationType, AclPermissionType.ALLOW));
    }
}
