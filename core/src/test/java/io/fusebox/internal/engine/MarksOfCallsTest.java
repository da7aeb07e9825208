package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Call;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.TransitionCause;
import io.fusebox.internal.registry.Breaker;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a breaker notes of its calls: in slots, as probes and as watched ones; and what faults there leave behind. */
class MarksOfCallsTest extends BreakerTest {
    private static CircuitBreakerSettings.Builder counting() {
        return settings().slowCallDuration(seconds(2)).slowCallRateThreshold(50).minimumCalls(1_000);
    }

    private CallGate gate() {
        return breaker.gate();
    }

    private long sum(int counter) {
        return gate().counters.sum(counter);
    }

    /** Sets the clock to a moment that long before its zero. */
    private void setClockBeforeZero(double seconds) {
        environment.clock.advance(Duration.ofNanos(-environment.clock.nanos()));
        pass(-seconds);
    }

    // ---- slots ----

    @Test
    void r06_aSlotThatIsTakenOverKeepsEachCountAsItWas() throws InterruptedException {
        CallCounters counters = new CallCounters(1);
        Thread first = new Thread(() -> {
            ThreadSlot slot = counters.claim(null);
            for (int counter = 0; counter < CallCounters.COUNTERS; counter++) {
                counters.increment(slot, counter);
            }
        });
        first.start();
        first.join();
        assertThat(counters.claim(null)).isNotNull();
        for (int counter = 0; counter < CallCounters.COUNTERS; counter++) {
            assertThat(counters.sum(counter)).as("counter " + counter).isEqualTo(1);
        }
    }

    @Test
    void r21_aCallThatHasEndedCannotBeMarkedAsSlow() {
        make(counting());
        ThreadSlot slot = (ThreadSlot) gate().enter();
        long mark = slot.watched();
        assertThat(mark).isNotZero();
        Permit.Timed call = new Permit.Timed(slot.admitting(), slot.startedAt, null);
        gate().exit(slot, null);
        assertThat(slot.mark(mark, call)).isFalse();
        Permit again = gate().enter();
        assertThat(again).isSameAs(slot);
        assertThat(slot.mark(mark, call)).as("another call is no better").isFalse();
        assertThat(slot.mark(slot.watched(), call)).isTrue();
        gate().exit(again, null);
    }

    @Test
    void r17_r21_aCallWhoseBeginWasNotTimedIsNotTheOldest() {
        make(counting());
        succeed();
        breaker.apply(settings().build());
        pass(10);
        Permit call = gate().enter();
        breaker.apply(counting().build());
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
        gate().exit(call, null);
    }

    // ---- probes ----

    @Test
    void r07_aProbeIsOneOfItsOwnBreakerAlone() {
        breaker.transitionToHalfOpen();
        Probe probe = (Probe) gate().enter();
        assertThat(probe.isOf(gate().counters)).isTrue();
        assertThat(probe.isOf(environment.breaker(settings().build()).gate().counters))
                .isFalse();
        gate().exit(probe, null);
    }

    /** Two probes whose ends failed inside: the first one ended in an error and began so much earlier. */
    private void endWithFaults(double secondsBetween) {
        setClockBeforeZero(1_000);
        make(counting().errorThreshold(1).successThreshold(1).halfOpenCapacity(3));
        breaker.transitionToHalfOpen();
        Flight fails = begin();
        pass(secondsBetween);
        Flight succeeds = begin();
        environment.clockFault = new IllegalStateException("no clock");
        succeed(succeeds);
        fail(fails);
        environment.clockFault = null;
        assertThat(environment.takeFaults()).hasSize(2);
    }

    @Test
    void r07_r15_ofTwoEndsThatWereLeftTheEarlierOneDecides() {
        endWithFaults(0.5);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
    }

    @Test
    void r07_r15_ofTwoEndsAtTheSameMomentThatOfTheProbeThatWasAdmittedFirstDecides() {
        endWithFaults(0);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
    }

    @Test
    void r05_r21_r22_anEndThatFindsItsProbeHangingInTheRecoveryIsNotLate() {
        make(counting()
                .errorThreshold(1)
                .successThreshold(1)
                .halfOpenCapacity(3)
                .halfOpenErrorThreshold(2)
                .recovery(seconds(100)));
        trip();
        Flight hangs = firstProbe();
        succeed(begin());
        pass(5);
        succeed(hangs);
        assertThat(metrics().totalLateCount()).isZero();
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertState(State.HALF_OPEN);
    }

    @Test
    void r07_aLookAloneLosesAProbeThatWaitsForAStage() {
        make(settings().errorThreshold(1).probeTimeout(seconds(5)));
        trip();
        Flight probe = firstProbe();
        pass(6);
        WatchedCalls.look();
        assertThat(gate().machine.period().state()).isEqualTo(State.OPEN);
        succeed(probe);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    // ---- watched calls ----

    @Test
    void r21_theNextCallNoticesACallThatHangsWhateverTheClockSays() {
        setClockBeforeZero(1_000);
        make(counting());
        begin();
        pass(3);
        begin();
        assertThat(sum(CallCounters.HUNG)).isEqualTo(1);
    }

    @Test
    void r21_aCallThatOpensTheBreakerByHangingCountsInItsWindow() {
        make(settings().slowCallDuration(seconds(2)).slowCallRateThreshold(50).minimumCalls(1));
        begin();
        pass(3);
        WatchedCalls.look();
        assertThat(lastChange()).startsWith("CLOSED > OPEN: " + TransitionCause.SLOW_CALL_RATE);
        assertThat(sum(CallCounters.HUNG)).isEqualTo(1);
        assertThat(sum(CallCounters.OTHER_SLOW)).isZero();
    }

    @Test
    void r21_oneRegistryLooksAtItsOwnCallsAlone() {
        make(counting());
        TestEnvironment elsewhere = new TestEnvironment();
        Breaker other = elsewhere.breaker(counting().build());
        begin();
        Flight there = new Flight(other);
        pass(3);
        elsewhere.clock.advance(seconds(3));
        WatchedCalls.look(elsewhere.faults());
        assertThat(other.gate().counters.sum(CallCounters.HUNG)).isEqualTo(1);
        assertThat(sum(CallCounters.HUNG)).isZero();
        WatchedCalls.look(environment.faults());
        assertThat(sum(CallCounters.HUNG)).isEqualTo(1);
        succeed(there);
    }

    @Test
    void r07_oneRegistryLooksAtTheStagesOfItsOwnCallsAlone() {
        TestEnvironment elsewhere = new TestEnvironment();
        make(settings().probeTimeout(seconds(5)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> stage = new CompletableFuture<>();
        breaker.callAsync(() -> stage);
        pass(6);
        Period halfOpen = gate().machine.period();
        WatchedCalls.look(elsewhere.faults());
        assertThat(gate().machine.period()).isSameAs(halfOpen);
        WatchedCalls.look(environment.faults());
        assertThat(gate().machine.period()).isNotSameAs(halfOpen);
        assertState(State.OPEN);
        stage.complete("late");
    }

    @Test
    void r21_thereIsSomethingToLookAtOnceABreakerTimesItsCallsOrAProbeWaitsForAStage() throws Exception {
        ((Map<?, ?>) held("ALL")).clear();
        ((Collection<?>) held("TIMED")).clear();
        assertThat(WatchedCalls.isAny()).isFalse();
        breaker.transitionToHalfOpen();
        Flight probe = begin();
        assertThat(WatchedCalls.isAny()).isTrue();
        succeed(probe);
        assertThat(WatchedCalls.isAny()).isFalse();
        make(counting());
        assertThat(WatchedCalls.isAny()).isTrue();
    }

    private static Object held(String name) throws ReflectiveOperationException {
        Field field = WatchedCalls.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    // ---- faults inside ----

    @Test
    void r15_aLookThatFailsIsReportedAndTheNextOneGoesOn() throws Exception {
        make(counting());
        begin();
        pass(3);
        Object slots = breakSlots();
        WatchedCalls.look();
        mendSlots(slots);
        assertThat(environment.takeFaults())
                .singleElement()
                .asString()
                .startsWith("looking for calls that hang of payments: java.lang.NullPointerException");
        begin();
        pass(3);
        WatchedCalls.look();
        assertThat(sum(CallCounters.HUNG)).isEqualTo(2);
    }

    @Test
    void r15_aBlockThatCannotBeginPassesUncounted() throws Exception {
        make(counting());
        succeed();
        Object[] slots = new Object[1];
        environment.meanwhile(() -> slots[0] = breakSlots());
        Call call = BlockCall.enter(gate());
        mendSlots(slots[0]);
        assertThat(call).isSameAs(Permit.UNCOUNTED);
        call.failure(new IllegalStateException("nobody counts it"));
        assertTakenBack();
    }

    @Test
    void r15_aCallThatCannotLeaveItsThreadIsCancelled() throws Exception {
        make(counting());
        Permit permit = gate().enter();
        Object slots = breakSlots();
        BlockCall call = BlockCall.detach(gate(), permit);
        mendSlots(slots);
        assertThat(call).isNull();
        gate().exit(gate().enter(), null);
        assertTakenBack();
    }

    private void assertTakenBack() {
        assertThat(environment.takeFaults()).singleElement().asString().contains("NullPointerException");
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isZero();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    /** From now on, nobody finds a slot. */
    private Object breakSlots() {
        try {
            Object slots = slots().get(gate().counters);
            mendSlots(null);
            return slots;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private void mendSlots(Object slots) throws ReflectiveOperationException {
        slots().set(gate().counters, slots);
    }

    private static Field slots() throws ReflectiveOperationException {
        Field slots = CallCounters.class.getDeclaredField("slots");
        slots.setAccessible(true);
        return slots;
    }
}
