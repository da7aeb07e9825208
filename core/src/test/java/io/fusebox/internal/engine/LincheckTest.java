package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do at once to a whole breaker, what they see is what they would have seen one after the other, as the
 * {@link BreakerModel} tells it. The clock stands still: that an operation takes time is no news. Totals are added up
 * beside the state and so have their own tests ({@link ThreadsTest}).
 *
 * <p>{@code -Dfusebox.lincheck=N} runs N times as many scenarios.
 */
class LincheckTest {
    private static final int SCALE = Integer.getInteger("fusebox.lincheck", 1);
    static final int THREADS = 4;

    @Test
    void r01_to_r05_r17_r18_closedUnderStress() {
        stress().sequentialSpecification(ClosedModel.class).check(FromClosed.class);
    }

    @Test
    void r02_to_r05_r17_r18_waitedUnderStress() {
        stress().sequentialSpecification(WaitedModel.class).check(FromWaited.class);
    }

    @Test
    void r01_to_r05_r17_r18_closedInEveryInterleaving() {
        modelChecking().sequentialSpecification(ClosedModel.class).check(FromClosed.class);
    }

    @Test
    void r02_to_r05_r17_r18_waitedInEveryInterleaving() {
        modelChecking().sequentialSpecification(WaitedModel.class).check(FromWaited.class);
    }

    static StressOptions stress() {
        return new StressOptions()
                .iterations(2 * SCALE)
                .invocationsPerIteration(150)
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(2)
                .actorsAfter(3);
    }

    static ModelCheckingOptions modelChecking() {
        return new ModelCheckingOptions()
                .iterations(2 * SCALE)
                .invocationsPerIteration(150)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(3);
    }

    static CircuitBreakerSettings settings(int variant) {
        return CircuitBreakerSettings.builder()
                .errorThreshold(2)
                .successThreshold(2)
                .halfOpenCapacity(variant)
                .halfOpenErrorThreshold(2)
                .ignoreExceptions(List.of("java.lang.IllegalArgumentException"))
                .errorRateThreshold(100)
                .minimumCalls(variant)
                .window(new Window.Calls(4))
                .build();
    }

    private static <T> List<Deque<T>> stacks() {
        List<Deque<T>> stacks = new ArrayList<>();
        for (int i = 0; i <= THREADS; i++) {
            stacks.add(new ArrayDeque<>());
        }
        return stacks;
    }

    private static Outcome outcomeOf(int number) {
        return List.of(Outcome.ERROR, Outcome.SUCCESS, Outcome.IGNORED, Outcome.CANCELLED)
                .get(number);
    }

    private static State stateOf(int number) {
        return List.of(State.values()).get(number);
    }

    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "outcome", gen = IntGen.class, conf = "0:3")
    @Param(name = "state", gen = IntGen.class, conf = "0:4")
    @Param(name = "variant", gen = IntGen.class, conf = "1:2")
    public static class FromClosed {
        final TestEnvironment environment = new TestEnvironment();
        private final CallCounters counters = new CallCounters(CallCounters.MAX_SLOTS);
        private final IntFunction<CircuitBreakerSettings> variants;
        final StateMachine machine;
        final CallGate gate;
        private final List<Deque<Permit>> admitted = stacks();

        public FromClosed() {
            this(LincheckTest::settings);
        }

        FromClosed(IntFunction<CircuitBreakerSettings> variants) {
            this.variants = variants;
            machine = new StateMachine(BreakerId.of("payments"), variants.apply(1), environment, counters, () -> {});
            gate = new CallGate(machine, counters, environment.faults());
        }

        /** Each thread has a call under way. */
        final void enterForAll() {
            for (int thread = 0; thread < admitted.size(); thread++) {
                enter(thread);
            }
        }

        @Operation
        public String enter(@Param(name = "thread") int thread) {
            try {
                admitted.get(thread).push(gate.detach(gate.enter()));
                return "admitted";
            } catch (CircuitOpenException rejection) {
                return "rejected by " + rejection.state();
            }
        }

        @Operation
        public boolean end(@Param(name = "thread") int thread, @Param(name = "outcome") int outcome) {
            Permit permit = admitted.get(thread).poll();
            if (permit != null) {
                gate.end(permit, Twins.thrownFor(outcomeOf(outcome)));
            }
            return permit != null;
        }

        @Operation
        public void move(@Param(name = "state") int state) {
            machine.move(stateOf(state), null, false);
        }

        @Operation
        public void apply(@Param(name = "variant") int variant) {
            machine.apply(variants.apply(variant));
        }

        @Operation
        public String look() {
            return seen(machine.settled());
        }

        /** What one read of the state shows: a second read could show another one. */
        static String seen(Period now) {
            int errors = now instanceof ClosedPeriod closed
                    ? closed.errors
                    : now instanceof Period.HalfOpen halfOpen
                            ? halfOpen.errors
                            : now instanceof Recovery recovery ? recovery.errors : 0;
            return now.state() + ", opened " + now.history.openCount + ", errors " + errors;
        }
    }

    public static class FromWaited extends FromClosed {
        public FromWaited() {
            machine.move(State.OPEN, null, false);
            environment.clock.advance(Duration.ofSeconds(30));
        }
    }

    public static class ClosedModel {
        private final IntFunction<CircuitBreakerSettings> variants;
        final BreakerModel model;
        private final List<Deque<BreakerModel.Admitted>> admitted = stacks();

        public ClosedModel() {
            this(LincheckTest::settings);
        }

        ClosedModel(IntFunction<CircuitBreakerSettings> variants) {
            this.variants = variants;
            model = new BreakerModel(variants.apply(1));
        }

        final void enterForAll() {
            for (int thread = 0; thread < admitted.size(); thread++) {
                enter(thread);
            }
        }

        public String enter(int thread) {
            BreakerModel.Admitted call = model.enter();
            if (call == null) {
                return "rejected by " + model.state;
            }
            admitted.get(thread).push(call);
            return "admitted";
        }

        public boolean end(int thread, int outcome) {
            BreakerModel.Admitted call = admitted.get(thread).poll();
            if (call != null) {
                model.end(call, outcomeOf(outcome), "any");
            }
            return call != null;
        }

        public void move(int state) {
            model.move(stateOf(state), null);
        }

        public void apply(int variant) {
            model.apply(variants.apply(variant));
        }

        public String look() {
            model.passTime();
            return model.state + ", opened " + model.openCount + ", errors " + model.consecutiveErrors;
        }
    }

    public static class WaitedModel extends ClosedModel {
        public WaitedModel() {
            model.move(State.OPEN, null);
            model.now += Duration.ofSeconds(30).toNanos();
        }
    }
}
