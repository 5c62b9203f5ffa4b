package dev.heatwire.app.admin;

import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;

/** Describes consumer groups. A killed member is listed until its session times out. */
public final class ConsumerGroups {
    private ConsumerGroups() {}

    /**
     * Returns the members of the group.
     *
     * @throws org.apache.kafka.common.errors.GroupIdNotFoundException if the group does not exist
     */
    public static Collection<MemberDescription> of(Admin admin, String group) {
        return of(admin, group, new DescribeConsumerGroupsOptions());
    }

    /**
     * Returns the members of the group.
     *
     * @throws org.apache.kafka.common.KafkaException also if the coordinator does not answer within the timeout
     */
    public static Collection<MemberDescription> of(Admin admin, String group, Duration timeout) {
        return of(admin, group, new DescribeConsumerGroupsOptions().timeoutMs((int) timeout.toMillis()));
    }

    private static Collection<MemberDescription> of(Admin admin, String group, DescribeConsumerGroupsOptions options) {
        return AdminResults.get(admin.describeConsumerGroups(List.of(group), options)
                        .describedGroups()
                        .get(group))
                .members();
    }
}
