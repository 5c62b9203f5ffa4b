package dev.heatwire.faults.pipeline;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Does to producers what the OpenTelemetry Java agent does: each record gets a span whose parent is the current one,
 * and headers that replace those it has. Consumers are left alone; the setting is one for both.
 */
public final class TracingInterceptor
        implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final SdkTracerProvider TRACERS = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
            .build();

    /** The spans of all records that were sent to topics with the prefix; each has the name of its topic. */
    static List<SpanData> spansOf(String prefix) {
        return SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getName().startsWith(prefix))
                .toList();
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        Span span = TRACERS.get("test")
                .spanBuilder(record.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current().with(span),
                        record.headers(),
                        (headers, name, value) ->
                                headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8)));
        span.end();
        return record;
    }

    @Override
    public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
