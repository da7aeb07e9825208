package io.fusebox.agent;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.weave.BreakersByName;
import io.fusebox.agent.weave.Guard;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.Breaker;
import io.fusebox.internal.BreakerId;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers of the configuration in force, and the guards that lead to them. Safe for use by any thread. */
final class Guarding implements BreakersByName {
    private final Registry registry;
    private final Weaving weaving;
    private final Map<String, BreakerDefinition> definitions = new LinkedHashMap<>();
    /** Breakers that methods of the program name themselves. */
    private final Set<String> annotated = ConcurrentHashMap.newKeySet();

    private List<Guard> guards = List.of();
    private volatile Mode mode;
    private volatile Configuration configuration;

    Guarding(Registry registry, Weaving weaving, Configuration configuration) {
        this.registry = registry;
        this.weaving = weaving;
        this.mode = configuration.agent().mode();
        this.configuration = configuration;
        follow(configuration);
    }

    /** Takes no lock: a thread asks that is loading a class. */
    @Override
    public CallGate gate(String name) {
        BreakerDefinition asConfigured = configuration.defaultsFor(name);
        Breaker breaker = registry.breaker(name, effective(asConfigured));
        annotated.add(name);
        return breaker.gate();
    }

    /** Whether methods may name a breaker themselves. */
    boolean isAnnotated() {
        return configuration.agent().annotations() != AgentOptions.Annotations.OFF;
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
        configureAnnotated();
    }

    /** Those that the file does not name have the file's defaults. */
    private void configureAnnotated() {
        for (String name : annotated) {
            if (!definitions.containsKey(name)) {
                registry.configure(name, effective(configuration.defaultsFor(name)));
            }
        }
    }

    /**
     * Makes the configuration the one in force. A breaker that has a problem there stays as it was (nothing that worked
     * is lost); one that is no longer there goes.
     */
    synchronized void follow(Configuration next) {
        configuration = next;
        mode = next.agent().mode();
        Map<String, BreakerDefinition> before = new LinkedHashMap<>(definitions);
        definitions.clear();
        for (BreakerDefinition definition : next.breakers()) {
            definitions.put(definition.name(), definition);
        }
        for (String name : next.leftOut()) {
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
        List<Guard> all = new ArrayList<>();
        for (BreakerDefinition definition : definitions.values()) {
            configure(definition, before.get(definition.name()), all);
        }
        guards = List.copyOf(all);
        configureAnnotated();
    }

    private void configure(
            BreakerDefinition definition,
            @org.jspecify.annotations.Nullable BreakerDefinition before,
            List<Guard> next) {
        if (before == null || !before.settings().equals(definition.settings())) {
            registry.configure(definition.name(), effective(definition));
        }
        Breaker breaker = registry.breaker(definition.name(), effective(definition));
        weaving.add(definition.name(), breaker.gate());
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
        }
    }

    private CircuitBreakerSettings effective(BreakerDefinition definition) {
        CircuitBreakerSettings own = definition.settings();
        return mode.compareTo(own.mode()) <= 0
                ? own
                : own.toBuilder().mode(mode).build();
    }
}
