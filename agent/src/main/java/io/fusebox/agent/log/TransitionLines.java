package io.fusebox.agent.log;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.Transition;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of state as lines of the log, with their cause and, of an opening, the last error; written by Fusebox's own thread
 * (R19). A breaker that changes very often has so many lines a period and then one that says how many are missing.
 */
public final class TransitionLines implements TransitionListener, Runnable {
    /** How many changes of one breaker are logged in one period. */
    static final int MOST = 20;

    static final long PERIOD_NANOS = 10_000_000_000L;

    private final AgentLog log;
    private final Registry registry;
    private final Ticker ticker;

    /** Of the breakers that changed in their present period; only for Fusebox's own thread. */
    private final Map<String, Quota> quotas = new HashMap<>();

    /** What one breaker has told in a period, and what not. */
    private static final class Quota {
        private final long begin;
        private int told;
        private int untold;

        Quota(long begin) {
            this.begin = begin;
        }
    }

    public TransitionLines(AgentLog log, Registry registry, Ticker ticker) {
        this.log = log;
        this.registry = registry;
        this.ticker = ticker;
    }

    @Override
    public void onTransition(Transition change) {
        String breaker = change.breaker();
        if (change.key().isPresent()) {
            breaker += '[' + change.key().get() + ']';
        }
        Quota quota = quotas.get(breaker);
        if (quota == null) {
            quota = new Quota(ticker.nanos());
            quotas.put(breaker, quota);
        }
        if (quota.told == MOST) {
            quota.untold++;
            return;
        }
        quota.told++;
        String error = change.to() == State.OPEN ? lastError(change) : null;
        if (log.isJson()) {
            log.object(object(change, error));
        } else {
            String line = breaker + ": " + change.from() + " -> " + change.to() + ": " + change.reason();
            log.line(error == null ? line : line + "; last error: " + error);
        }
    }

    private static JsonLine object(Transition change, @Nullable String error) {
        return LogTarget.event("transition")
                .add("at", LogTime.utc(change.at().toEpochMilli()))
                .add("breaker", change.breaker())
                .add("key", change.key().orElse(null))
                .add("from", change.from().toString())
                .add("to", change.to().toString())
                .add("cause", change.cause().toString())
                .add("reason", change.reason())
                .add("lastError", error);
    }

    /** As it is now, a moment after the change; null if there is none. */
    private @Nullable String lastError(Transition change) {
        Breaker breaker = registry.find(new BreakerId(change.breaker(), change.key()));
        if (breaker == null) {
            return null;
        }
        CircuitBreakerMetrics metrics = breaker.metrics();
        String type = metrics.lastErrorType().orElse(null);
        String message = metrics.lastErrorMessage().orElse(null);
        return type == null || message == null ? type : type + ": " + message;
    }

    /** A regular look: ends the periods that are over, and counts lines that the log dropped. */
    @Override
    public void run() {
        registry.events().dropped(log.takeDropped());
        long now = ticker.nanos();
        for (Iterator<Map.Entry<String, Quota>> all = quotas.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Quota> entry = all.next();
            Quota quota = entry.getValue();
            if (now - quota.begin >= PERIOD_NANOS) {
                all.remove();
                if (quota.untold > 0) {
                    log.line(entry.getKey() + ": " + quota.untold + " more changes of state in "
                            + PERIOD_NANOS / 1_000_000_000 + "s, which are not logged one by one");
                }
            }
        }
    }
}
