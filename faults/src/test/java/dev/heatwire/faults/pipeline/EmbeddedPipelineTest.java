package dev.heatwire.faults.pipeline;

import dev.heatwire.broker.SharedBroker;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs two tests at a time: each has topics of its own, and spends most of its time waiting. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPipelineTest extends PipelineSuite {
    @Override
    String bootstrapServers() {
        return SharedBroker.address();
    }
}
