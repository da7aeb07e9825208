package io.fusebox.agent.weave;

import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.fit.GuardedBreaker;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The breakers that guard methods, each with its configuration and, if it has a key, its breakers by key.
 *
 * <p>{@link #add}, {@link #remove} and {@link #end} need the lock of {@link Weaving}; the rest is safe for use by any thread
 * and takes no lock, since a class is being loaded.
 */
final class GuardedBreakers {
    private final Registry registry;
    private final WeaveDiagnostics diagnostics;
    private final Map<String, GuardedBreaker> breakers = new ConcurrentHashMap<>();
    private volatile @Nullable BreakersByName byName;

    /** How often the rules of a breaker have changed. */
    private final Map<String, Integer> generations = new ConcurrentHashMap<>();

    /** The breakers whose woven methods must follow other rules than those with which they were woven. */
    private final Set<String> rulesChanged = new HashSet<>();

    GuardedBreakers(Registry registry, WeaveDiagnostics diagnostics) {
        this.registry = registry;
        this.diagnostics = diagnostics;
    }

    /** Breakers that methods name themselves come from here. */
    void begin(BreakersByName named) {
        byName = named;
    }

    /** Adds a breaker, or gives it another definition. */
    void add(BreakerDefinition definition, Breaker breaker) {
        GuardedBreaker before = breakers.get(breaker.name());
        GuardedBreaker same = before != null && before.breaker() == breaker ? before : null;
        KeyedBreakers keys = same != null && same.definition().keysLike(definition) ? same.keys() : null;
        if (keys != null) {
            keys.maxKeys(definition.maxKeys());
        }
        if (same != null && same.definition().weavesLike(definition)) {
            return;
        }
        if (keys == null) {
            keys = keys(definition, breaker);
            close(before);
        }
        breakers.put(breaker.name(), guarded(definition, breaker, keys));
        rulesChanged.add(breaker.name());
    }

    /** New rules get a new name, also after the breaker was away: a call that began under the old rules ends under them. */
    private GuardedBreaker guarded(BreakerDefinition definition, Breaker breaker, @Nullable KeyedBreakers keys) {
        Integer before = generations.get(breaker.name());
        int generation = before == null ? 0 : before + 1;
        generations.put(breaker.name(), generation);
        String rulesName = generation == 0 ? breaker.name() : breaker.name() + '\'' + generation;
        return new GuardedBreaker(definition, breaker, keys, rulesName);
    }

    private @Nullable KeyedBreakers keys(BreakerDefinition definition, Breaker breaker) {
        if (!definition.hasKeys()) {
            return null;
        }
        return new KeyedBreakers(registry, breaker, definition.maxKeys(), new Consumer<Integer>() {
            @Override
            public void accept(Integer maxKeys) {
                diagnostics.say(breaker.name() + ": all its keys are in use (max-keys = " + maxKeys
                        + "), further ones share the breaker without a key");
            }
        });
    }

    /** Removes a breaker; its woven methods are guarded no more. */
    void remove(String breaker) {
        GuardedBreaker before = breakers.remove(breaker);
        if (before != null) {
            before.over().set(true);
            close(before);
        }
    }

    private static void close(@Nullable GuardedBreaker guarded) {
        KeyedBreakers keys = guarded == null ? null : guarded.keys();
        if (keys != null) {
            keys.close();
        }
    }

    /** From now on no woven method is guarded. */
    void end() {
        for (GuardedBreaker guarded : breakers.values()) {
            guarded.over().set(true);
        }
    }

    /** The breakers whose rules have changed since {@link #rulesApplied}. */
    Set<String> rulesChanged() {
        return rulesChanged;
    }

    void rulesApplied() {
        rulesChanged.clear();
    }

    /** Null if it was removed since the class began to be loaded. */
    @Nullable
    GuardedBreaker find(String name) {
        return breakers.get(name);
    }

    /** Adds a breaker that a method names itself. Returns why that is not possible, or null. */
    @Nullable
    String addNamed(String name) {
        BreakersByName named = byName;
        if (named == null) {
            return "the agent has not begun";
        }
        try {
            Breaker breaker = named.breaker(name);
            if (!breakers.containsKey(name)) {
                BreakerDefinition definition = named.definition(name);
                breakers.putIfAbsent(name, guarded(definition, breaker, keys(definition, breaker)));
            }
            return null;
        } catch (IllegalArgumentException badName) {
            return String.valueOf(badName.getMessage());
        }
    }

    /** One line for each breaker that had no room for all its keys. */
    List<String> withoutRoom() {
        List<String> lines = new ArrayList<>();
        for (GuardedBreaker guarded : breakers.values()) {
            KeyedBreakers keys = guarded.keys();
            if (keys != null && keys.sharedCalls() > 0) {
                lines.add(guarded.breaker().name() + ": " + keys.sharedCalls()
                        + " calls shared the breaker without a key, since there was no room for their keys");
            }
        }
        return lines;
    }
}
