package io.fusebox.agent.micrometer;

import io.fusebox.agent.metrics.Family;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Micrometer by reflection: what every version since 1.0 has. An object of this class holds the application's loader; it is made
 * for a moment and thrown away.
 */
final class MeterFactory {
    private static final String PACKAGE = "io.micrometer.core.instrument.";

    private final ClassLoader loader;
    private final Class<?> registryType;
    private final Object registry;

    /** @param metrics the class {@code io.micrometer.core.instrument.Metrics} */
    MeterFactory(Class<?> metrics) throws ReflectiveOperationException {
        this.loader = Objects.requireNonNull(metrics.getClassLoader());
        this.registryType = type("MeterRegistry");
        this.registry =
                Objects.requireNonNull(metrics.getField("globalRegistry").get(null));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, true, loader);
    }

    /**
     * Registers a meter, which asks the function for its value. The source is held weakly by it.
     *
     * @param tags names and values in turn
     */
    Object register(Family family, String[] tags, Object source, ToDoubleFunction<Object> function)
            throws ReflectiveOperationException {
        Class<?> kind = type(family.isCounter() ? "FunctionCounter" : "Gauge");
        Object builder = kind.getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
                .invoke(null, family.dotted(), source, function);
        Class<?> type = builder.getClass();
        type.getMethod("description", String.class).invoke(builder, family.help());
        if (family.isInSeconds()) {
            type.getMethod("baseUnit", String.class).invoke(builder, "seconds");
        }
        type.getMethod("tags", String[].class).invoke(builder, (Object) tags);
        return type.getMethod("register", registryType).invoke(builder, registry);
    }

    /** Takes a meter away, unless the application has done so. */
    void remove(Object meter) throws ReflectiveOperationException {
        registryType.getMethod("remove", type("Meter")).invoke(registry, meter);
    }

    /** What Micrometer threw. */
    static Throwable causeOf(ReflectiveOperationException failure) {
        return failure instanceof InvocationTargetException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
