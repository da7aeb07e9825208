package io.fusebox.agent.jfr;

import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.Environment.CallListener;
import io.fusebox.internal.engine.Outcome;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import jdk.jfr.FlightRecorder;

/** Tells the Flight Recorder what happens. Safe for use by any thread. */
public final class FlightEvents implements TransitionListener, CallListener {
    private final Registry registry;
    private final RecordedCalls calls;

    /** Puts what is in force into each new chunk. It takes no lock: the recorder holds its own then. */
    private final Runnable beginChunk = new Runnable() {
        @Override
        public void run() {
            tell(file, true, inForce);
        }
    };

    private volatile String file;
    private volatile String inForce;

    /**
     * Makes the events known to the recorder, and begins to tell.
     *
     * @param file the configuration file
     * @param inForce what is guarded
     */
    public FlightEvents(Registry registry, String file, String inForce) {
        this.registry = registry;
        this.file = file;
        this.inForce = inForce;
        FlightRecorder.register(TransitionEvent.class);
        FlightRecorder.register(RejectionEvent.class);
        FlightRecorder.register(ConfigurationEvent.class);
        FlightRecorder.addPeriodicEvent(ConfigurationEvent.class, beginChunk);
        calls = new RecordedCalls(registry);
        registry.events().addListener(this);
        registry.listener(this);
        registry.events().addTicker(calls);
        calls.run();
        tell(file, true, inForce);
    }

    /** Whether the recorder is in use, or has been. */
    public static boolean isRecorderInUse() {
        return FlightRecorder.isInitialized();
    }

    /** Ends it; the recorder forgets the events, which would keep the agent's loader alive. */
    public void end() {
        registry.events().removeTicker(calls);
        registry.listener(null);
        for (Breaker breaker : registry.all()) {
            breaker.followListener();
        }
        registry.events().removeListener(this);
        calls.end();
        FlightRecorder.removePeriodicEvent(beginChunk);
        FlightRecorder.unregister(TransitionEvent.class);
        FlightRecorder.unregister(RejectionEvent.class);
        FlightRecorder.unregister(ConfigurationEvent.class);
    }

    /** A configuration was read. */
    public void configured(String from, boolean applied, String outcome) {
        if (applied) {
            file = from;
            inForce = outcome;
        }
        tell(from, applied, outcome);
    }

    private static void tell(String file, boolean applied, String outcome) {
        ConfigurationEvent event = new ConfigurationEvent();
        event.file = file;
        event.applied = applied;
        event.outcome = outcome;
        event.commit();
    }

    @Override
    public void onTransition(Transition change) {
        TransitionEvent event = new TransitionEvent();
        event.breaker = change.breaker();
        event.key = change.key().orElse(null);
        event.from = change.from().toString();
        event.to = change.to().toString();
        event.cause = change.cause().toString();
        event.reason = change.reason();
        event.commit();
    }

    @Override
    public void rejected(String breaker, State state, long retryAfterNanos) {
        RejectionEvent event = new RejectionEvent();
        if (event.shouldCommit()) {
            event.breaker = breaker;
            event.state = state.toString();
            event.retryAfter = state == State.FORCED_OPEN ? -1 : retryAfterNanos;
            event.commit();
        }
        calls.rejected(breaker);
    }

    @Override
    public boolean wantsEnds() {
        return calls.areWanted();
    }

    @Override
    public void ended(String breaker, Outcome outcome, long nanos, boolean observed) {
        calls.ended(breaker, outcome, nanos, observed);
    }
}
