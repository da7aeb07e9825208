package io.fusebox.internal.engine;

import io.fusebox.Call;
import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.Window;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.EventThread;
import io.fusebox.internal.registry.FaultLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call and what must be true after it. {@link FaultPoint} is armed during a part of the call. {@link FaultLoader} loads this
 * class, so it speaks with its driver in types of the JDK only.
 */
public final class FaultScenario implements Function<Object[], Object>, Environment, Environment.CallListener {
    static final List<String> STATES = List.of(
            "closed",
            "closed, one error",
            "closed, run of errors",
            "closed, timed",
            "closed, reported",
            "closed, counted window",
            "closed, time window",
            "waited",
            "half-open",
            "half-open, more to come",
            "forced closed",
            "forced closed, timed",
            "observed",
            "open",
            "full");
    static final List<String> FORMS = List.of("call", "run", "get", "bad result", "block", "stage", "left");
    static final List<String> OUTCOMES = List.of("returns", "error", "ignored", "cancelled", "wrapped", "given up");

    /** The part of the call in which faults happen. */
    static final List<String> PARTS = List.of("begin", "leave", "end");

    private static final Object RESULT = "result";

    private final FaultLog faults = new FaultLog();
    private final FakeTicker clock = new FakeTicker();
    private String part;
    private String form;
    private Throwable thrown;
    private Breaker breaker;
    private boolean ran;
    private boolean reported;

    /** Has the class initialisers run, which are no part of a call. */
    private void initialise() throws Exception {
        for (String name : List.of(
                "engine.BlockCall",
                "engine.CallGate",
                "engine.ClosedPeriod",
                "engine.CountWindow",
                "engine.DetachedCall",
                "engine.ExceptionClassifier",
                "engine.LastError",
                "engine.Nesting",
                "engine.NextPeriod",
                "engine.Outcome",
                "engine.OutcomeRecorder",
                "engine.OwnCalls",
                "engine.Permit",
                "engine.Probe",
                "jdk.JdkThreads",
                "engine.ThreadSlot",
                "engine.TimeWindow",
                "text.TransitionReasons")) {
            Class.forName("io.fusebox.internal." + name, true, getClass().getClassLoader());
        }
    }

    /**
     * Runs one.
     *
     * @param given state, form, outcome and part; what another thread executes; whether the thread finds its slot taken
     * @return what is wrong afterwards; null if nothing is
     */
    @Override
    public Object apply(Object[] given) {
        try {
            initialise();
            form = (String) given[1];
            thrown = thrownFor((String) given[2]);
            part = (String) given[3];
            make((String) given[0], (Boolean) given[5] ? (Executor) given[4] : null);
            return run((String) given[0]);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            FaultPoint.disarm();
            // What is wrong here must not be counted in the next one too: every mark more is a step more.
            Arrays.fill(Nesting.marks(), null);
        }
    }

    private static Throwable thrownFor(String outcome) {
        return switch (outcome) {
            case "error" -> new IOException("refused");
            case "ignored" -> new IllegalArgumentException("no such account");
            case "cancelled" -> new CancellationException("gave up");
            case "wrapped" -> new CompletionException(new IllegalStateException(new InterruptedException()));
            case "given up" -> new OutOfMemoryError("the program's");
            default -> null;
        };
    }

    private void make(String state, Executor first) {
        reported = state.endsWith("reported");
        CircuitBreakerSettings.Builder settings = CircuitBreakerSettings.builder()
                .errorThreshold(2)
                .successThreshold(1)
                .ignoreExceptions(List.of("java.lang.IllegalArgumentException"));
        if (state.endsWith("timed")) {
            settings.slowCallDuration(Duration.ofSeconds(1));
        }
        switch (state) {
            case "closed, run of errors" -> settings.errorThreshold(5);
            case "half-open, more to come" ->
                settings.successThreshold(2).halfOpenErrorThreshold(2).halfOpenCapacity(2);
            case "closed, counted window" -> settings.errorRateThreshold(100).minimumCalls(1);
            case "closed, time window" ->
                settings.errorRateThreshold(50)
                        .minimumCalls(1)
                        .slowCallDuration(Duration.ofSeconds(1))
                        .slowCallRateThreshold(50)
                        .window(new Window.Time(Duration.ofSeconds(10)));
            case "observed" -> settings.mode(Mode.OBSERVE);
            default -> {}
        }
        breaker = new Breaker(BreakerId.of("payments"), settings.build(), this, new EventThread(faults));
        if (first != null) {
            CompletableFuture.runAsync(() -> breaker.run(() -> {}), first).join();
        } else {
            breaker.run(() -> {});
        }
        switch (state) {
            case "closed, one error", "closed, run of errors" -> fail();
            case "waited" -> {
                breaker.transitionToOpen();
                clock.advance(Duration.ofSeconds(30));
            }
            case "half-open", "half-open, more to come" -> breaker.transitionToHalfOpen();
            case "full" -> {
                breaker.transitionToHalfOpen();
                breaker.gate().detach(breaker.gate().enter());
            }
            case "forced closed", "forced closed, timed" -> breaker.transitionToForcedClosed();
            case "observed", "open" -> breaker.transitionToOpen();
            default -> {}
        }
    }

    private void fail() {
        try {
            breaker.call(() -> {
                throw new IOException("refused");
            });
        } catch (IOException expected) {
            return;
        }
    }

    // ---- the call ----

    private Object run(String state) {
        CircuitBreakerMetrics before = breaker.metrics();
        Object seen;
        try {
            armFor("begin");
            seen = perform();
        } catch (Throwable out) {
            seen = out;
        } finally {
            FaultPoint.disarm();
        }
        if (FaultPoint.firedAt() == null) {
            return null;
        }
        String wrong = wrongOutcome(seen);
        return wrong == null ? wrongAfterwards(before, state) : wrong;
    }

    private void armFor(String now) {
        if (part.equals(now)) {
            FaultPoint.arm();
        }
    }

    /** The program's code. */
    private Object code() throws Throwable {
        FaultPoint.disarm();
        ran = true;
        armFor("leave");
        if (thrown != null) {
            throw thrown;
        }
        return RESULT;
    }

    private Object perform() throws Throwable {
        return switch (form) {
            case "call" -> breaker.call(this::code);
            case "run" -> {
                breaker.run(() -> unchecked());
                yield RESULT;
            }
            case "get" -> breaker.get(this::unchecked);
            case "bad result" -> badResult();
            case "block" -> block();
            case "stage" -> stage();
            default -> left();
        };
    }

    private Object unchecked() {
        try {
            return code();
        } catch (Throwable any) {
            FaultScenario.<RuntimeException>sneak(any);
            throw new AssertionError(any);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private Object badResult() {
        Permit permit = breaker.gate().enter();
        FaultPoint.disarm();
        ran = true;
        armFor("leave");
        breaker.gate().exitWithError(permit, "result == null", null);
        return RESULT;
    }

    private Object block() {
        Call call = breaker.enter();
        FaultPoint.disarm();
        ran = true;
        armFor("end");
        try {
            if (thrown == null) {
                call.success();
            } else if (thrown instanceof CancellationException) {
                call.cancel();
            } else {
                call.failure(thrown);
            }
            return RESULT;
        } finally {
            // Higher up the stack there is room again.
            FaultPoint.disarm();
            call.close();
        }
    }

    private Object stage() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        CompletionStage<Object> returned = breaker.callAsync(() -> {
            FaultPoint.disarm();
            ran = true;
            armFor("leave");
            return future;
        });
        FaultPoint.disarm();
        if (returned != future) {
            return rejectionIn(returned);
        }
        armFor("end");
        boolean first = thrown == null ? future.complete(RESULT) : future.completeExceptionally(thrown);
        FaultPoint.disarm();
        return first ? RESULT : "not completed";
    }

    private static Object rejectionIn(CompletionStage<Object> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private Object left() {
        Permit permit = breaker.gate().enter();
        FaultPoint.disarm();
        ran = true;
        Permit left = breaker.gate().detach(permit);
        armFor("end");
        try {
            breaker.gate().end(left, thrown);
        } catch (StackOverflowError notEnded) {
            FaultPoint.disarm();
            breaker.gate().cancel(left);
        }
        return RESULT;
    }

    // ---- afterwards ----

    private String wrongOutcome(Object seen) {
        boolean own = seen == RESULT || seen == thrown || (!ran && seen instanceof CircuitOpenException);
        boolean allowed = seen instanceof StackOverflowError
                || (seen != null && seen.getClass().getName().equals("java.lang.ThreadDeath"));
        return own || allowed ? null : "the program saw " + seen;
    }

    private String wrongAfterwards(CircuitBreakerMetrics before, String state) {
        // What woven code and Fusebox's thread do after an end that found no room on the stack.
        breaker.gate().cancelLost();
        DetachedCall.makeUpForLost();
        CircuitBreakerMetrics now = breaker.metrics();
        if (now.activeCalls() != (state.equals("full") ? 1 : 0)) {
            return now.activeCalls() + " calls are active";
        }
        long ended = ended(now) - ended(before);
        long rejected = now.totalRejectedCount() - before.totalRejectedCount();
        if (ended > 1 || rejected > 1 || ended + rejected > 1) {
            return ended + " ends and " + rejected + " rejections";
        }
        if (ran && !part.equals("begin") && ended != 1) {
            return ended + " ends of a call that was admitted";
        }
        if (now.state() == State.HALF_OPEN && !state.equals("full")) {
            int capacity = breaker.settings().halfOpenCapacity();
            for (int slot = 0; slot < capacity; slot++) {
                try {
                    breaker.gate().detach(breaker.gate().enter());
                } catch (CircuitOpenException full) {
                    return "slot " + slot + " of " + capacity + " is lost";
                }
            }
            if (breaker.metrics().activeCalls() != capacity) {
                return "a probe was nested";
            }
        }
        return wrongLater();
    }

    private String wrongLater() {
        breaker.transitionToClosed();
        long before = ended(breaker.metrics());
        breaker.run(() -> {});
        if (ended(breaker.metrics()) != before + 1) {
            return "a later call is nested, or uncounted";
        }
        for (int i = 0; i < 5 && breaker.state() == State.CLOSED; i++) {
            fail();
        }
        return breaker.state() == State.CLOSED && breaker.settings().mode() == Mode.ENFORCE
                ? "it does not trip any more"
                : null;
    }

    private static long ended(CircuitBreakerMetrics metrics) {
        return metrics.totalSuccessCount()
                + metrics.totalErrorCount()
                + metrics.totalIgnoredCount()
                + metrics.totalCancelledCount();
    }

    /** What Fusebox knows of its own faults. */
    @Override
    public String toString() {
        return faults.count() + " faults, the last: " + faults.last();
    }

    // ---- the environment ----

    @Override
    public Ticker ticker() {
        return clock;
    }

    @Override
    public double spread() {
        return 0.5;
    }

    @Override
    public Environment.Faults faults() {
        return faults;
    }

    @Override
    public Environment.@Nullable CallListener listener() {
        return reported ? this : null;
    }

    @Override
    public void rejected(String name, State state, long retryAfterNanos) {}

    @Override
    public boolean wantsEnds() {
        return reported;
    }

    @Override
    public void ended(String name, Outcome outcome, long nanos, boolean observed) {}

    @Override
    public boolean stackTraces() {
        return false;
    }

    static List<String[]> all() {
        List<String[]> all = new ArrayList<>();
        for (String state : STATES) {
            boolean rejects = state.equals("open") || state.equals("full");
            for (String form : FORMS) {
                for (String outcome : rejects ? List.of("returns") : OUTCOMES) {
                    for (String part : rejects ? List.of("begin") : PARTS) {
                        all.add(new String[] {state, form, outcome, part});
                    }
                }
            }
        }
        return all;
    }
}
