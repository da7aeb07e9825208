package io.fusebox.internal.jmx;

import io.fusebox.internal.engine.BreakerId;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of the MBeans. */
final class ObjectNames {
    static final ObjectName FUSEBOX = of("fusebox:type=Fusebox");

    /** Characters that an unquoted value of an object name may not contain. */
    private static final String UNSAFE = ",=:\"*?\n";

    private ObjectNames() {}

    /** {@code fusebox:type=CircuitBreaker,name=http,key=api.acme.com}; a key is quoted only if it must be. */
    static ObjectName of(BreakerId id) {
        String name = "fusebox:type=CircuitBreaker,name=" + id.name();
        return of(id.key().isEmpty() ? name : name + ",key=" + safe(id.key().get()));
    }

    private static String safe(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (UNSAFE.indexOf(key.charAt(i)) >= 0) {
                return ObjectName.quote(key);
            }
        }
        return key.isEmpty() ? ObjectName.quote(key) : key;
    }

    private static ObjectName of(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException cannotBe) {
            throw new IllegalArgumentException(name, cannotBe);
        }
    }
}
