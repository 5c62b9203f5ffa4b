package dev.heatwire.streams;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The trace context of a record, which a stage carries from its input to its output.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class TraceContext {
    private static final List<String> NAMES = List.of("traceparent", "tracestate");

    private TraceContext() {}

    /** The headers of the trace; the others describe the record that was read, not the one that is written. */
    public static Headers of(Headers headers) {
        Headers trace = new RecordHeaders();
        NAMES.forEach(name -> Optional.ofNullable(headers.lastHeader(name)).ifPresent(trace::add));
        return trace;
    }

    /**
     * Runs the action within the trace of the headers, so that an instrumented producer continues it: while a stage
     * flushes a cache or writes on schedule, no span of the record is current.
     */
    public static void within(Headers headers, Runnable action) {
        Scope scope = enter(headers);
        try {
            action.run();
        } finally {
            scope.close();
        }
    }

    private static Scope enter(Headers headers) {
        if (headers.lastHeader(NAMES.get(0)) == null) {
            return Scope.noop();
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.current(), headers, Getter.INSTANCE);
        SpanContext span = Span.fromContext(context).getSpanContext();
        // the span of the agent that processes this record is nearer than the one that sent it
        boolean isCurrent =
                span.getTraceId().equals(Span.current().getSpanContext().getTraceId());
        return !span.isValid() || isCurrent ? Scope.noop() : context.makeCurrent();
    }

    private enum Getter implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public String get(Headers headers, String name) {
            Header header = headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
