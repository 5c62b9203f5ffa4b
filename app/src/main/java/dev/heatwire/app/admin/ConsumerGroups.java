package dev.heatwire.app.admin;

import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;

/** Who is in a consumer group, as far as Kafka knows: one that was killed is for as long as its session lasts. */
public final class ConsumerGroups {
    private ConsumerGroups() {}

    /** @throws org.apache.kafka.common.errors.GroupIdNotFoundException when there is no such group */
    public static Collection<MemberDescription> of(Admin admin, String group) {
        return of(admin, group, new DescribeConsumerGroupsOptions());
    }

    /** @throws org.apache.kafka.common.KafkaException when the answer takes longer than that, too */
    public static Collection<MemberDescription> of(Admin admin, String group, Duration within) {
        return of(admin, group, new DescribeConsumerGroupsOptions().timeoutMs((int) within.toMillis()));
    }

    private static Collection<MemberDescription> of(Admin admin, String group, DescribeConsumerGroupsOptions options) {
        return AdminResults.get(admin.describeConsumerGroups(List.of(group), options)
                        .describedGroups()
                        .get(group))
                .members();
    }
}
