package io.fusebox.agent.async;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.LostCallRecovery;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.Sites;
import io.fusebox.agent.call.WovenCalls;
import io.fusebox.agent.call.member.CallPaths;
import io.fusebox.agent.call.member.Condition;
import io.fusebox.agent.call.member.MemberPath;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.onopen.CalledMethod;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.call.onopen.ReturnedValue;
import io.fusebox.agent.call.onopen.ThrownClass;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One call, during which {@link FaultPoint} is armed wherever Fusebox runs, and what must be true afterwards. Loaded by
 * {@link FaultLoader}, so it speaks with its driver in types of the JDK only.
 */
public final class FaultyCall implements Function<Object[], Object> {
    private static final List<String> STATES = List.of("closed", "half-open", "open");
    private static final List<String> ANSWERS = List.of("throw", "throw another", "return", "call");
    private static final String METHOD = FaultyCall.class.getName() + "#woven";

    private static final Registry REGISTRY = new Registry(System::nanoTime);
    private static int breakers;

    private String kind;
    private Breaker breaker;
    private ProgramCall program;
    private WovenCalls calls;

    /** Kind of call, state, what a rejection comes to. */
    static List<String[]> scenarios() {
        List<String[]> all = new ArrayList<>();
        for (String kind : ProgramCall.KINDS) {
            for (String state : STATES) {
                for (String answer : ANSWERS) {
                    if (answer.equals("throw") || (state.equals("open") && ProgramCall.isAnswered(kind))) {
                        all.add(new String[] {kind, state, answer});
                    }
                }
            }
        }
        return all;
    }

    /**
     * Makes one.
     *
     * @param given kind, state, answer; what another thread executes that has the only slot of the breaker, or null;
     *     whether what is kept for each class has to be made anew
     * @return what is wrong afterwards; null if nothing is
     */
    @Override
    public Object apply(Object[] given) {
        try {
            kind = (String) given[0];
            make((String) given[2], (Executor) given[3]);
            FaultPoint.calling(true);
            long before = outcomes();
            further();
            if (outcomes() != before + 1) {
                return "before any fault a call counted " + (outcomes() - before);
            }
            prepare((String) given[1]);
            before = outcomes();
            if ((Boolean) given[4]) {
                PerClass.forgetAll();
            }
            program = ProgramCall.of(kind, false);
            Throwable thrown = null;
            Object result = null;
            try {
                result = woven(program);
                program.got(result);
            } catch (Throwable t) {
                thrown = t;
            }
            try {
                program.end();
            } catch (Throwable t) {
                thrown = t;
            }
            return problem(result, thrown, outcomes() - before);
        } catch (Throwable e) {
            throw new AssertionError(kind + " " + given[1], e);
        } finally {
            FaultPoint.disarm();
            FaultPoint.calling(false);
            for (Breaker one : REGISTRY.all()) {
                REGISTRY.remove(one.id());
            }
        }
    }

    private void make(String answer, Executor first) throws Exception {
        CircuitBreakerSettings settings = CircuitBreakerSettings.builder()
                .errorThreshold(100)
                .successThreshold(1)
                .build();
        breaker = REGISTRY.breaker("b" + breakers++, settings);
        boolean keyed = kind.contains("keyed");
        if (first != null) {
            CompletableFuture.runAsync(() -> breaker.run(() -> {}), first).join();
        }
        SiteRules rules = new SiteRules(
                breaker.name() + ": " + METHOD,
                breaker.gate(),
                REGISTRY.faults(),
                keyed ? new KeyedBreakers(REGISTRY, breaker, 10, most -> {}) : null,
                keyed ? new CallPaths(new MemberPath[] {new MemberPath(List.of())}, null, false) : null,
                null,
                0,
                kind.contains("condition")
                        ? new Condition(Expression.condition("result.isEmpty()"), "result.isEmpty()")
                        : null,
                null,
                false,
                onOpen(answer),
                new AtomicBoolean(),
                lost(),
                line -> {});
        Sites sites = new Sites(0);
        int number = sites.number(breaker.name(), breaker.gate(), ProgramCall.site(kind, rules), "T", "m()");
        if (number != 0) {
            throw new AssertionError(number);
        }
        calls = new WovenCalls(sites, lost());
    }

    private static LostCallRecovery lost() {
        return new LostCallRecovery(name -> List.of(METHOD + "()"));
    }

    private static OnOpenAction onOpen(String answer) {
        return switch (answer) {
            case "throw another" -> new ThrownClass("java.lang.IllegalStateException");
            case "return" -> new ReturnedValue("instead");
            case "call" -> new CalledMethod("instead", "()Ljava/lang/Object;", true, false);
            default -> null;
        };
    }

    /** By {@code on-open}. */
    @SuppressWarnings("UnusedMethod")
    private static Object instead() {
        return "instead";
    }

    private void prepare(String state) {
        for (Breaker one : REGISTRY.all()) {
            switch (state) {
                case "half-open" -> one.transitionToHalfOpen();
                case "open" -> one.transitionToOpen();
                default -> one.transitionToClosed();
            }
        }
    }

    /** What is woven around a method, and the method. */
    private Object woven(ProgramCall call) throws Throwable {
        Object result = null;
        Throwable thrown = null;
        Object token;
        call.arm();
        try {
            token = calls.entered(0, call.subject(), call.more());
            if (token instanceof Throwable) {
                return calls.refused(0, token, FaultyCall.class, null, new Object[0]);
            }
        } finally {
            FaultPoint.disarm();
        }
        try {
            result = call.body(token);
        } catch (Throwable t) {
            thrown = t;
        }
        call.arm();
        try {
            result = call.returns(calls, token, result, thrown);
        } catch (StackOverflowError noRoom) {
            FuseboxBridge.lostEnds++;
        } finally {
            FaultPoint.disarm();
        }
        if (thrown != null) {
            throw thrown;
        }
        return result;
    }

    private String problem(Object result, Throwable thrown, long ended) throws Throwable {
        boolean stackWasFull = FaultPoint.firedAt() != null && FaultPoint.isOfStack();
        DetachedCall.makeUpForLost();
        String seen = program.saw(result, thrown);
        boolean stopped = FaultPoint.firedAt() != null && FaultPoint.isDeath();
        if (seen != null && !stackWasFull && !stopped) {
            return "the program saw " + seen;
        }
        // A future and a publisher keep what is thrown at their end for themselves, so only the plain way shows it.
        if (stopped && seen == null && kind.startsWith("value") && isOfProgramsMember(FaultPoint.firedAt())) {
            return "the thread was stopped, and the program did not see that";
        }
        if (ended > 1) {
            return "ended " + ended + " times";
        }
        if (!stackWasFull && !isQuiet()) {
            return "active " + active();
        }
        for (Breaker one : REGISTRY.all()) {
            // A lost probe gives its slot back later (R7).
            if (one.state() == State.OPEN || (stackWasFull && one.state() == State.HALF_OPEN)) {
                one.transitionToClosed();
            }
        }
        long before = outcomes();
        for (int i = 0; i < 3; i++) {
            try {
                further();
            } catch (CircuitOpenException rejected) {
                return "a further call was rejected";
            }
        }
        long further = outcomes() - before;
        if (further != 3 && !(stackWasFull && further == 4)) {
            return "of 3 further calls counted " + further;
        }
        return isQuiet() ? null : "active afterwards " + active();
    }

    /** Fusebox's own thread makes up for lost ends too, and may be about to count one. */
    private static boolean isQuiet() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (active() != 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return active() == 0;
    }

    /** Where the program's own methods are called: for the key and for {@code error-when}. */
    private static boolean isOfProgramsMember(String where) {
        return where.startsWith("SiteRules#gate") || where.startsWith("SiteRules#isError");
    }

    /** One in which nothing goes wrong. */
    private void further() throws Throwable {
        ProgramCall call = ProgramCall.of(kind, true);
        call.got(woven(call));
    }

    private static long outcomes() {
        long sum = 0;
        for (Breaker one : REGISTRY.all()) {
            CircuitBreakerMetrics metrics = one.metrics();
            sum += metrics.totalSuccessCount()
                    + metrics.totalErrorCount()
                    + metrics.totalIgnoredCount()
                    + metrics.totalCancelledCount();
        }
        return sum;
    }

    private static long active() {
        long sum = 0;
        for (Breaker one : REGISTRY.all()) {
            sum += one.metrics().activeCalls();
        }
        return sum;
    }
}
