package io.fusebox.internal.registry;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.Environment;
import io.fusebox.internal.engine.Environment.CallListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All breakers of a program. With the agent attached the one in the bootstrap class loader serves the agent and every
 * application that sees {@code fusebox-core} through it. Safe for use by any thread.
 */
public final class Registry implements Environment {
    private final Ticker ticker;
    private final FaultLog faults = new FaultLog();

    /** Not that of the thread: in Java 17 it asks the thread for its id, which the program may have overridden. */
    private final Random random = new Random();

    private final EventThread events = new EventThread(faults);

    /** By name, with those of its keys; none is empty. Read without a lock, changed under that of the registry. */
    private final ConcurrentHashMap<String, ConcurrentHashMap<BreakerId, Breaker>> breakers = new ConcurrentHashMap<>();

    /** The settings from the agent's file, for breakers that exist and for those that do not yet. */
    private final ConcurrentHashMap<String, CircuitBreakerSettings> configured = new ConcurrentHashMap<>();

    /** The settings of the keys of a name, where keys have settings of their own. */
    private final ConcurrentHashMap<String, Function<String, CircuitBreakerSettings>> ofKeys =
            new ConcurrentHashMap<>(1);

    /** The states that are forced on names, for their keys to come. */
    private final ConcurrentHashMap<String, State> forced = new ConcurrentHashMap<>(1);

    /** Those of them that the configuration file forced (R26). */
    private final ConcurrentHashMap<String, State> forcedByFile = new ConcurrentHashMap<>(1);

    private volatile boolean stackTraces;
    private volatile @Nullable CallListener listener;
    private volatile @Nullable Consumer<BreakerId> membership;
    private volatile @Nullable AgentView agent;

    /** Programs use {@code GlobalRegistry}; tests make their own. */
    public Registry(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The breaker of that name, made at the first call with its configured settings or else the given ones.
     *
     * @throws IllegalArgumentException if the name has characters that a name may not have
     */
    public Breaker breaker(String name, CircuitBreakerSettings otherwise) {
        return breaker(BreakerId.of(name), otherwise);
    }

    /** The breaker of that name and key, made at the first call with its configured settings or else the given ones. */
    @SuppressWarnings("ReferenceEquality") // What a record's equals sets up costs the start of a program 60 ms.
    public Breaker breaker(BreakerId id, CircuitBreakerSettings otherwise) {
        Breaker known = find(id);
        if (known != null) {
            return known;
        }
        checkName(id.name());
        CircuitBreakerSettings settings = configured.get(id.name());
        Breaker made = new Breaker(id, settingsOf(id, settings == null ? otherwise : settings), this, events);
        Breaker first = add(made);
        if (first != null) {
            return first;
        }
        CircuitBreakerSettings since = configured.get(id.name());
        if (since != null && since != settings) {
            // Configured between the two looks, when the breaker could not be found yet.
            made.apply(settingsOf(id, since));
        }
        State state = id.isKeyed() ? forced.get(id.name()) : null;
        if (state != null) {
            made.force(state, forcedByFile.containsKey(id.name()));
        }
        changed(id);
        events.start();
        return made;
    }

    /** Adds it; returns the one that is there already, if there is one. */
    private synchronized @Nullable Breaker add(Breaker made) {
        BreakerId id = made.id();
        ConcurrentHashMap<BreakerId, Breaker> named = breakers.get(id.name());
        if (named == null) {
            named = new ConcurrentHashMap<>(1);
            named.put(id, made);
            breakers.put(id.name(), named);
            return null;
        }
        return named.putIfAbsent(id, made);
    }

    private Collection<Breaker> of(String name) {
        ConcurrentHashMap<BreakerId, Breaker> known = breakers.get(name);
        return known == null ? List.of() : known.values();
    }

    /**
     * The configuration file forces a state on a name, its keys and its keys to come (R26), until it takes that back or an
     * operator moves them.
     *
     * @param state {@code FORCED_OPEN} or {@code FORCED_CLOSED}; null: takes back what the file forced, and nothing else
     */
    public void forceByFile(String name, @Nullable State state) {
        if (state != null) {
            forceKeys(name, state, true);
        } else if (forcedByFile.containsKey(name)) {
            forceKeys(name, null, true);
        }
        for (Breaker breaker : named(name)) {
            if (state == null) {
                breaker.takeBackForced();
            } else {
                breaker.force(state, true);
            }
        }
    }

    /**
     * Has the keys of that name that come later begin in a forced state (R4).
     *
     * @param state {@code FORCED_OPEN} or {@code FORCED_CLOSED}; null: in none any more
     */
    public void forceKeys(String name, @Nullable State state) {
        forceKeys(name, state, false);
    }

    private synchronized void forceKeys(String name, @Nullable State state, boolean byFile) {
        if (byFile && state != null) {
            forcedByFile.put(name, state);
        } else {
            forcedByFile.remove(name);
        }
        if (state != null) {
            forced.put(name, state);
        } else {
            forced.remove(name);
        }
    }

    /** The breakers of that name, without and with a key. */
    public List<Breaker> named(String name) {
        return sorted(of(name));
    }

    /** The breaker of that name for code that asks for it: it stays when the agent goes. */
    public Breaker forCode(String name, CircuitBreakerSettings otherwise) {
        Breaker breaker = breaker(Objects.requireNonNull(name, "name"), Objects.requireNonNull(otherwise, "settings"));
        breaker.keepForCode();
        return breaker;
    }

    /** A breaker with the default settings that nobody else sees: for what Fusebox tries out on itself. */
    public Breaker unlisted(String name) {
        return new Breaker(BreakerId.of(name), CircuitBreakerSettings.defaults(), this, events);
    }

    /** Settings for a breaker of that name, whether it exists or will be asked for later; existing ones get them (R17). */
    public void configure(String name, CircuitBreakerSettings settings) {
        configure(name, settings, null);
    }

    /**
     * The same, with settings of their own for some keys. A breaker for which nothing changes keeps what was changed in it since.
     *
     * @param keys the settings of each key; null: those of the name
     */
    public void configure(
            String name, CircuitBreakerSettings settings, @Nullable Function<String, CircuitBreakerSettings> keys) {
        Map<Breaker, CircuitBreakerSettings> before = Map.of();
        if (keys != null || hasKeySettings(name)) {
            before = inForce(name);
            setKeySettings(name, keys);
        }
        configured.put(name, settings);
        for (Breaker breaker : of(name)) {
            CircuitBreakerSettings next = settingsOf(breaker.id(), settings);
            if (!next.equals(before.get(breaker))) {
                breaker.apply(next);
            }
        }
    }

    /** What each breaker of that name was configured with; empty if the name is not configured. */
    private Map<Breaker, CircuitBreakerSettings> inForce(String name) {
        Map<Breaker, CircuitBreakerSettings> all = new HashMap<>();
        CircuitBreakerSettings ofName = configured.get(name);
        if (ofName != null) {
            for (Breaker breaker : of(name)) {
                all.put(breaker, settingsOf(breaker.id(), ofName));
            }
        }
        return all;
    }

    private void setKeySettings(String name, @Nullable Function<String, CircuitBreakerSettings> keys) {
        if (keys == null) {
            ofKeys.remove(name);
        } else {
            ofKeys.put(name, keys);
        }
    }

    /** Whether keys of that name have settings of their own. */
    public boolean hasKeySettings(String name) {
        return ofKeys.containsKey(name);
    }

    private CircuitBreakerSettings settingsOf(BreakerId id, CircuitBreakerSettings ofName) {
        Function<String, CircuitBreakerSettings> keys = id.isKeyed() ? ofKeys.get(id.name()) : null;
        return keys == null ? ofName : keys.apply(id.key().get());
    }

    /** The same for the mode alone: what else was changed in a breaker since it was configured stays. */
    public void configureMode(String name, Mode mode) {
        CircuitBreakerSettings known = configured.get(name);
        if (known != null) {
            configured.put(name, known.toBuilder().mode(mode).build());
        }
        for (Breaker breaker : of(name)) {
            boolean ofOwn = breaker.id().isKeyed() && hasKeySettings(name);
            Mode next = ofOwn ? settingsOf(breaker.id(), breaker.settings()).mode() : mode;
            breaker.apply(breaker.settings().toBuilder().mode(next).build());
        }
    }

    /** Takes back what {@link #configure} said: breakers that code asked for stay as they are, others of the name go. */
    public void forget(String name) {
        configured.remove(name);
        setKeySettings(name, null);
        forceKeys(name, null);
        for (Breaker breaker : of(name)) {
            drop(breaker);
        }
    }

    private void drop(Breaker breaker) {
        if (!breaker.isForCode()) {
            remove(breaker.id());
        }
    }

    public @Nullable Breaker find(BreakerId id) {
        ConcurrentHashMap<BreakerId, Breaker> known = breakers.get(id.name());
        return known == null ? null : known.get(id);
    }

    /** Takes a breaker out; code that holds it can go on using it. */
    public void remove(BreakerId id) {
        synchronized (this) {
            ConcurrentHashMap<BreakerId, Breaker> named = breakers.get(id.name());
            if (named != null) {
                named.remove(id);
                if (named.isEmpty()) {
                    breakers.remove(id.name());
                }
            }
        }
        changed(id);
    }

    private void changed(BreakerId id) {
        Consumer<BreakerId> listener = membership;
        if (listener != null) {
            listener.accept(id);
        }
    }

    /**
     * Receives the id of each breaker that was added or removed, on the thread that did it, afterwards; null: nobody.
     *
     * @param listener one that never throws
     */
    public void onMembership(@Nullable Consumer<BreakerId> listener) {
        membership = listener;
    }

    /** All breakers, by name and then by key. */
    public List<Breaker> all() {
        List<Breaker> all = new ArrayList<>();
        for (ConcurrentHashMap<BreakerId, Breaker> named : breakers.values()) {
            all.addAll(named.values());
        }
        return sorted(all);
    }

    private static List<Breaker> sorted(Collection<Breaker> breakers) {
        TreeMap<String, Breaker> sorted = new TreeMap<>();
        for (Breaker breaker : breakers) {
            BreakerId id = breaker.id();
            sorted.put(id.isKeyed() ? id.name() + '\0' + id.key().get() : id.name(), breaker);
        }
        return new ArrayList<>(sorted.values());
    }

    private static void checkName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!fits && c != '.' && c != '_' && c != '-') {
                throw new IllegalArgumentException("a breaker's name has only letters, digits, dots, underscores and"
                        + " hyphens, but '" + name + "' has '" + c + "'");
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a breaker's name must not be empty");
        }
    }

    /** The agent, while it is attached. */
    public @Nullable AgentView agent() {
        return agent;
    }

    public void attach(AgentView view) {
        agent = view;
    }

    /** Forgets the agent and what it configured: the breakers that code asked for stay as they are, the others go. */
    public void detach() {
        agent = null;
        configured.clear();
        ofKeys.clear();
        forced.clear();
        forcedByFile.clear();
        stackTraces = false;
        faults.passTo(null);
        for (Breaker breaker : all()) {
            if (breaker.isForCode()) {
                breaker.forgetWovenCalls();
            }
            drop(breaker);
        }
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public double spread() {
        return random.nextDouble();
    }

    @Override
    public FaultLog faults() {
        return faults;
    }

    /** The thread of Fusebox: it runs listeners and regular work (R19). */
    public EventThread events() {
        return events;
    }

    @Override
    public @Nullable CallListener listener() {
        return listener;
    }

    /** Sets who receives calls; null: nobody. Existing breakers need a {@link Breaker#followListener}. */
    public void listener(@Nullable CallListener next) {
        listener = next;
    }

    @Override
    public boolean stackTraces() {
        return stackTraces;
    }

    /** Whether rejections carry their stack trace ({@code agent.stack-traces}). */
    public void stackTraces(boolean on) {
        stackTraces = on;
    }
}
