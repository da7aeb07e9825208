package io.fusebox.agent;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.ExceptionCondition;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.WaitSource;
import io.fusebox.agent.call.member.ExceptionTest;
import io.fusebox.agent.call.member.WaitReader;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.match.ExcludedMethods;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.plan.AnnotatedClasses;
import io.fusebox.agent.weave.BreakersByName;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The breakers of the configuration in force, and the guards that lead to them. Safe for use by any thread. */
final class ConfiguredBreakers implements BreakersByName {
    private final Registry registry;
    private final Weaving weaving;
    private final Map<String, BreakerDefinition> definitions = new LinkedHashMap<>();

    /** What each breaker of the file was last told. */
    private final Map<String, CircuitBreakerSettings> applied = new ConcurrentHashMap<>();

    /** The same from start to end: it knows the class loaders that it has asked. */
    private final AnnotatedClasses whereCoreIs = AnnotatedClasses.whereCoreIs();

    /** Breakers that methods of the program name themselves. */
    private final Set<String> annotated = ConcurrentHashMap.newKeySet();

    /** What leads from settings to the agent's classes; a reload lets go of the old ones. */
    private final Queue<WeakReference<Object>> bound = new ConcurrentLinkedQueue<>();

    /** The states that the file forces (R26). */
    private final Map<String, State> forced = new ConcurrentHashMap<>();

    private List<Guard> guards = List.of();
    private volatile Mode mode;
    private volatile Configuration configuration;

    ConfiguredBreakers(Registry registry, Weaving weaving, Configuration configuration) {
        this.registry = registry;
        this.weaving = weaving;
        this.mode = configuration.agent().mode();
        this.configuration = configuration;
        var unused = follow(configuration);
    }

    /** Whether a breaker follows the fleet: {@code off}, {@code observe} or {@code share}. */
    synchronized String sharing(String name) {
        BreakerDefinition known = definitions.get(name);
        return (known == null ? definition(name) : known).fleet();
    }

    /** An order of the fleet has left a breaker: what the file forces is in force again (R26). */
    void forceAgain(Breaker breaker) {
        State word = forced.get(breaker.name());
        if (word != null) {
            registry.forceByFile(breaker.name(), word);
        }
    }

    /** Takes no lock: a thread asks that is loading a class. */
    @Override
    public Breaker breaker(String name) {
        if (configuration.leftOut().contains(name)) {
            throw new IllegalArgumentException("the breaker is left out for the problems of its configuration");
        }
        BreakerDefinition definition = definition(name);
        CircuitBreakerSettings settings = effective(definition);
        Breaker breaker = registry.breaker(name, settings);
        if (applied.putIfAbsent(name, settings) == null) {
            force(definition);
        }
        annotated.add(name);
        return breaker;
    }

    /** Those that the file does not name have the file's defaults. */
    @Override
    public BreakerDefinition definition(String name) {
        return configuration.defaultsFor(name);
    }

    /** Where methods may name a breaker themselves. */
    AnnotatedClasses annotatedClasses() {
        AgentOptions.Annotations option = configuration.agent().annotations();
        if (option == AgentOptions.Annotations.OFF) {
            return AnnotatedClasses.NONE;
        }
        return option == AgentOptions.Annotations.ON ? AnnotatedClasses.ALL : whereCoreIs;
    }

    /** The guards of all breakers, in the order of the configuration. */
    synchronized List<Guard> guards() {
        return guards;
    }

    /** The breakers in force, those included that stay as they were since the file has a problem with them. */
    synchronized List<BreakerDefinition> definitions() {
        return List.copyOf(definitions.values());
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
        for (String name : annotated) {
            if (!definitions.containsKey(name)) {
                registry.configureMode(name, effective(definition(name)).mode());
            }
        }
    }

    /**
     * Makes the configuration the one in force; breakers whose settings it does not change keep what an operator changed in
     * them. A breaker that has a problem there stays as it was: nothing that worked is lost.
     *
     * @return the names that are no longer there, to be {@link #drop dropped} when their methods are un-woven
     */
    synchronized List<String> follow(Configuration next) {
        configuration = next;
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
        Map<String, Guard> known = new HashMap<>();
        for (Guard guard : guards) {
            known.put(guard.toString(), guard);
        }
        List<Guard> all = new ArrayList<>();
        for (BreakerDefinition definition : definitions.values()) {
            configure(definition, known, all);
        }
        guards = List.copyOf(all);
        Set<String> dropped = new LinkedHashSet<>(before.keySet());
        dropped.removeAll(definitions.keySet());
        followAnnotated(dropped);
        return List.copyOf(dropped);
    }

    /** A breaker that methods name themselves stays when the file no longer names it, unless annotations are off. */
    private void followAnnotated(Set<String> dropped) {
        for (String name : annotated) {
            if (definitions.containsKey(name)) {
                continue;
            }
            if (annotatedClasses() != AnnotatedClasses.NONE) {
                dropped.remove(name);
                weaving.add(definition(name), follow(definition(name)));
            } else {
                dropped.add(name);
            }
        }
        annotated.removeAll(dropped);
    }

    /** The breaker, with the settings that the definition now has. */
    private Breaker follow(BreakerDefinition definition) {
        CircuitBreakerSettings settings = effective(definition);
        CircuitBreakerSettings before = applied.put(definition.name(), settings);
        boolean ofKeys = !definition.ofKeys().isEmpty();
        if (before == null || !before.equals(settings) || ofKeys || registry.hasKeySettings(definition.name())) {
            registry.configure(definition.name(), settings, ofKeys ? key -> effective(definition.settings(key)) : null);
        }
        Breaker breaker = registry.breaker(definition.name(), settings);
        force(definition);
        return breaker;
    }

    /** Only another word of the file moves the breaker (R26): until then what an operator does holds. */
    private void force(BreakerDefinition definition) {
        String name = definition.name();
        State word = definition.state();
        State before = word == null ? forced.remove(name) : forced.put(name, word);
        if (before != word) {
            registry.forceByFile(name, word);
        }
    }

    /** The agent goes: breakers that stay with the program must not lead to its classes. */
    void unbind() {
        for (WeakReference<Object> reference : bound) {
            Object setting = reference.get();
            if (setting instanceof ExceptionCondition condition) {
                condition.bind(null);
            } else if (setting instanceof WaitSource source) {
                source.bind(null);
            }
        }
        bound.clear();
        // What the file ordered ends with the agent.
        for (String name : forced.keySet()) {
            registry.forceByFile(name, null);
        }
        forced.clear();
    }

    /** Lets go of breakers; those that code asked for stay with the code. */
    synchronized void drop(List<String> names) {
        for (String name : names) {
            applied.remove(name);
            if (forced.remove(name) != null) {
                registry.forceByFile(name, null);
            }
            weaving.remove(name);
            registry.forget(name);
        }
    }

    /** @param known the guards before, by their words: one that stays knows what came of it */
    private void configure(BreakerDefinition definition, Map<String, Guard> known, List<Guard> next) {
        weaving.add(definition, follow(definition));
        int first = next.size();
        if (definition.parts().isEmpty()) {
            guard(definition, null, known, next);
        }
        for (BreakerDefinition part : definition.parts()) {
            guard(part, definition.client(), known, next);
        }
        List<Guard> own = List.copyOf(next.subList(first, next.size()));
        for (Guard guard : own) {
            guard.ofBreaker = own;
        }
    }

    private static void guard(
            BreakerDefinition definition, @Nullable String client, Map<String, Guard> known, List<Guard> next) {
        List<MethodPattern> takenAway = definition.excludedMethods();
        ExcludedMethods excluded = takenAway.isEmpty() ? null : new ExcludedMethods(definition.name(), takenAway);
        for (MethodPattern pattern : definition.methods()) {
            Guard made = new Guard(definition.name(), pattern, excluded);
            Guard before = known.isEmpty() ? null : known.get(made.toString());
            Guard guard = before == null || !Objects.equals(before.excluded, excluded) ? made : before;
            guard.client = client;
            next.add(guard);
        }
    }

    private CircuitBreakerSettings effective(BreakerDefinition definition) {
        return effective(definition.settings());
    }

    private CircuitBreakerSettings effective(CircuitBreakerSettings own) {
        ExceptionCondition ignoreWhen = own.get(BreakerSetting.IGNORE_WHEN);
        if (ignoreWhen != null && !ignoreWhen.isBound()) {
            ExceptionTest.bind(ignoreWhen, registry.faults());
            bound.add(new WeakReference<>(ignoreWhen));
        }
        WaitSource waitSource = own.get(BreakerSetting.RESET_TIMEOUT_FROM);
        if (waitSource != null && !waitSource.isBound()) {
            WaitReader.bind(waitSource, registry.faults());
            bound.add(new WeakReference<>(waitSource));
        }
        return mode.compareTo(own.mode()) <= 0
                ? own
                : own.toBuilder().mode(mode).build();
    }
}
