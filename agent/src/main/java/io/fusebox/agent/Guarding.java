package io.fusebox.agent;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.weave.Guard;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.Breaker;
import io.fusebox.internal.BreakerId;
import io.fusebox.internal.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The breakers of the configuration in force, and the guards that lead to them. Safe for use by any thread. */
final class Guarding {
    private final Registry registry;
    private final Weaving weaving;
    private final Map<String, BreakerDefinition> definitions = new LinkedHashMap<>();
    private List<Guard> guards = List.of();
    private Mode mode;

    Guarding(Registry registry, Weaving weaving, Configuration configuration) {
        this.registry = registry;
        this.weaving = weaving;
        this.mode = configuration.agent().mode();
        follow(configuration);
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
            registry.configure(definition.name(), effective(definition));
        }
    }

    /**
     * Makes the configuration the one in force. A breaker that has a problem there stays as it was (nothing that worked
     * is lost); one that is no longer there goes.
     */
    synchronized void follow(Configuration configuration) {
        mode = configuration.agent().mode();
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
        for (BreakerDefinition definition : before.values()) {
            if (!definitions.containsKey(definition.name())) {
                drop(definition);
            }
        }
        List<Guard> next = new ArrayList<>();
        for (BreakerDefinition definition : definitions.values()) {
            configure(definition, before.get(definition.name()), next);
        }
        guards = List.copyOf(next);
    }

    private void configure(
            BreakerDefinition definition,
            @org.jspecify.annotations.Nullable BreakerDefinition before,
            List<Guard> next) {
        if (before == null || !before.settings().equals(definition.settings())) {
            registry.configure(definition.name(), effective(definition));
        }
        Breaker breaker = registry.breaker(definition.name(), effective(definition));
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

    /** A breaker that code asked for stays with the code. */
    private void drop(BreakerDefinition definition) {
        registry.forget(definition.name());
        if (!definition.methods().isEmpty()) {
            registry.remove(BreakerId.of(definition.name()));
            weaving.remove(definition.name());
        }
    }

    private CircuitBreakerSettings effective(BreakerDefinition definition) {
        CircuitBreakerSettings own = definition.settings();
        return mode.compareTo(own.mode()) <= 0
                ? own
                : own.toBuilder().mode(mode).build();
    }
}
