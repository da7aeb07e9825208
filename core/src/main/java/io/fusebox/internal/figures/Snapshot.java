package io.fusebox.internal.figures;

import io.fusebox.Transition;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the MBeans show, as JSON: {@code {"fusebox": {…}, "breakers": [{"name": "payments", …}]}}. */
public final class Snapshot {
    private Snapshot() {}

    /**
     * The snapshot of a registry, on one line. The names are those of the attributes with a small first letter; times are
     * in ISO 8601, in UTC; a change of state is an object of {@code at}, {@code from}, {@code to}, {@code cause} and
     * {@code reason}.
     */
    public static String json(Registry registry) {
        List<Object> breakers = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            breakers.add(breaker(BreakerReading.of(registry, breaker)));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("fusebox", fusebox(registry));
        all.put("breakers", breakers);
        return Json.of(all);
    }

    private static Map<String, @Nullable Object> fusebox(Registry registry) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (FuseboxFigure attribute : FuseboxFigure.values()) {
            if (attribute != FuseboxFigure.BREAKERS) {
                figures.put(attribute.key(), attribute.value(registry));
            }
        }
        return figures;
    }

    private static Map<String, @Nullable Object> breaker(BreakerReading reading) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (BreakerFigure attribute : BreakerFigure.values()) {
            if (attribute == BreakerFigure.RECENT_TRANSITIONS) {
                figures.put(attribute.key(), transitions(reading));
            } else {
                figures.put(attribute.key(), attribute.value(reading));
            }
        }
        return figures;
    }

    private static List<Object> transitions(BreakerReading reading) {
        List<Object> changes = new ArrayList<>();
        for (Transition transition : reading.metrics().recentTransitions()) {
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("at", Date.from(transition.at()));
            change.put("from", transition.from());
            change.put("to", transition.to());
            change.put("cause", transition.cause());
            change.put("reason", transition.reason());
            changes.add(change);
        }
        return changes;
    }
}
