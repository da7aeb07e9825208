package io.fusebox.agent;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.weave.Guard;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.Breaker;
import io.fusebox.internal.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The breakers of the configuration in force, and the guards that lead to them. Safe for use by any thread. */
final class Guarding {
    private final Registry registry;
    private final Weaving weaving;
    private final Map<String, BreakerDefinition> definitions = new LinkedHashMap<>();

    /** What each breaker of the file was last told. */
    private final Map<String, CircuitBreakerSettings> applied = new HashMap<>();

    private List<Guard> guards = List.of();
    private Mode mode;

    Guarding(Registry registry, Weaving weaving, Configuration configuration) {
        this.registry = registry;
        this.weaving = weaving;
        this.mode = configuration.agent().mode();
        var unused = follow(configuration);
    }

    /** The guards of all breakers, in the order of the configuration. */
    synchronized List<Guard> guards() {
        return guards;
    }

    synchronized Mode mode() {
        return mode;
    }

    /** Puts all breakers in a mode at least: of it and a breaker's own the one that interferes less holds. */
    synchronized void mode(Mode all) {
        mode = all;
        for (BreakerDefinition definition : definitions.values()) {
            CircuitBreakerSettings settings = effective(definition);
            applied.put(definition.name(), settings);
            registry.configureMode(definition.name(), settings.mode());
        }
    }

    /**
     * Makes the configuration the one in force; breakers whose settings it does not change keep what an operator changed in
     * them. A breaker that has a problem there stays as it was: nothing that worked is lost.
     *
     * @return the names that are no longer there, to be {@link #drop dropped} when their methods are un-woven
     */
    synchronized List<String> follow(Configuration configuration) {
        Map<String, BreakerDefinition> before = new LinkedHashMap<>(definitions);
        definitions.clear();
        for (BreakerDefinition definition : configuration.breakers()) {
            definitions.put(definition.name(), definition);
        }
        for (String name : configuration.leftOut()) {
            BreakerDefinition known = before.get(name);
            if (known != null) {
                definitions.put(name, known);
            }
        }
        List<Guard> next = new ArrayList<>();
        for (BreakerDefinition definition : definitions.values()) {
            configure(definition, next);
        }
        guards = List.copyOf(next);
        before.keySet().removeAll(definitions.keySet());
        return List.copyOf(before.keySet());
    }

    /** Lets go of breakers; those that code asked for stay with the code. */
    synchronized void drop(List<String> names) {
        for (String name : names) {
            applied.remove(name);
            weaving.remove(name);
            registry.forget(name);
        }
    }

    private void configure(BreakerDefinition definition, List<Guard> next) {
        CircuitBreakerSettings settings = effective(definition);
        CircuitBreakerSettings before = applied.put(definition.name(), settings);
        if (before == null || !before.equals(settings)) {
            registry.configure(definition.name(), settings);
        }
        Breaker breaker = registry.breaker(definition.name(), settings);
        weaving.add(definition, breaker);
        for (MethodPattern pattern : definition.methods()) {
            next.add(known(definition.name(), pattern));
        }
    }

    /** A guard that stays knows what came of it. */
    private Guard known(String breaker, MethodPattern pattern) {
        for (Guard guard : guards) {
            if (guard.stands(breaker, pattern)) {
                return guard;
            }
        }
        return new Guard(breaker, pattern);
    }

    private CircuitBreakerSettings effective(BreakerDefinition definition) {
        CircuitBreakerSettings own = definition.settings();
        return mode.compareTo(own.mode()) <= 0
                ? own
                : own.toBuilder().mode(mode).build();
    }
}
