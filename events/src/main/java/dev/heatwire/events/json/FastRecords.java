package dev.heatwire.events.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads what Jackson reads, with two shortcuts that save nearly half of the time of an article: a record's constructor
 * is bound once, where Jackson adapts its handle on each call, and ISO dates need no formatter.
 */
final class FastRecords extends SimpleModule {
    private static final long serialVersionUID = 1L;

    FastRecords() {
        addDeserializer(Instant.class, new Instants());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new BoundConstructors());
    }

    private static final class BoundConstructors extends ValueInstantiators.Base {
        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator jacksons) {
            return jacksons instanceof StdValueInstantiator standard
                            && jacksons.getWithArgsCreator() != null
                            && jacksons.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor
                    ? new BoundConstructor(standard, constructor)
                    : jacksons;
        }
    }

    private static final class BoundConstructor extends StdValueInstantiator {
        private static final long serialVersionUID = 1L;
        private static final MethodType OF_ALL = MethodType.methodType(Object.class, Object[].class);

        private final transient MethodHandle constructor;

        BoundConstructor(StdValueInstantiator standard, Constructor<?> constructor) {
            super(standard);
            try {
                // records within a class need not be public
                constructor.setAccessible(true);
                this.constructor = MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asSpreader(Object[].class, constructor.getParameterCount())
                        .asType(OF_ALL);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return (Object) constructor.invokeExact(arguments);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                return context.handleInstantiationProblem(getValueClass(), arguments, rewrapCtorProblem(context, e));
            }
        }
    }

    private static final class Instants extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Instants() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            Optional<Instant> plain = parser.hasToken(JsonToken.VALUE_STRING)
                    ? IsoInstantFastPath.of(parser.getString())
                    : Optional.empty();
            return plain.orElseGet(() -> InstantDeserializer.INSTANT.deserialize(parser, context));
        }
    }
}
