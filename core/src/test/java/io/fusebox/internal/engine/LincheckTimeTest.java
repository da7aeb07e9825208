package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.WaitSource;
import io.fusebox.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * The same as {@link LincheckTest} for the rules of time: each program begins at a moment at which time has just brought
 * something about, and threads come upon it at once.
 */
class LincheckTimeTest {
    @Test
    void r21_hangingUnderStress() {
        LincheckTest.stress().sequentialSpecification(HangingModel.class).check(FromHanging.class);
    }

    @Test
    void r21_hangingInEveryInterleaving() {
        LincheckTest.modelChecking().sequentialSpecification(HangingModel.class).check(FromHanging.class);
    }

    @Test
    void r21_hangingProbesUnderStress() {
        LincheckTest.stress().sequentialSpecification(HangingProbesModel.class).check(FromHangingProbes.class);
    }

    @Test
    void r21_hangingProbesInEveryInterleaving() {
        LincheckTest.modelChecking()
                .sequentialSpecification(HangingProbesModel.class)
                .check(FromHangingProbes.class);
    }

    @Test
    void r22_recoveryUnderStress() {
        LincheckTest.stress().sequentialSpecification(RecoveryModel.class).check(FromRecovery.class);
    }

    @Test
    void r22_recoveryInEveryInterleaving() {
        LincheckTest.modelChecking()
                .sequentialSpecification(RecoveryModel.class)
                .check(FromRecovery.class);
    }

    @Test
    void r22_recoveryOverUnderStress() {
        LincheckTest.stress().sequentialSpecification(RecoveryOverModel.class).check(FromRecoveryOver.class);
    }

    @Test
    void r22_recoveryOverInEveryInterleaving() {
        LincheckTest.modelChecking()
                .sequentialSpecification(RecoveryOverModel.class)
                .check(FromRecoveryOver.class);
    }

    @Test
    void r23_warmUpOverUnderStress() {
        LincheckTest.stress().sequentialSpecification(WarmUpModel.class).check(FromWarmUp.class);
    }

    @Test
    void r23_warmUpOverInEveryInterleaving() {
        LincheckTest.modelChecking().sequentialSpecification(WarmUpModel.class).check(FromWarmUp.class);
    }

    @Test
    void r24_r25_expiredUnderStress() {
        LincheckTest.stress().sequentialSpecification(ExpiredModel.class).check(FromExpired.class);
    }

    @Test
    void r24_r25_expiredInEveryInterleaving() {
        LincheckTest.modelChecking().sequentialSpecification(ExpiredModel.class).check(FromExpired.class);
    }

    // ---- R21: each thread has a call that hangs, or a probe that does, and nobody has looked.
    // A watcher and a call that look at the same moment are for the stress tests: only one of them does, so the other
    // may see
    // what was before.

    private static CircuitBreakerSettings hanging(int variant) {
        return LincheckTest.settings(variant).toBuilder()
                .slowCallDuration(Duration.ofSeconds(1))
                .slowCallRateThreshold(100)
                .halfOpenCapacity(5)
                .halfOpenErrorThreshold(5 + variant)
                .minimumCalls(100)
                .window(new Window.Calls(100))
                .build();
    }

    public static class FromHanging extends LincheckTest.FromClosed {
        public FromHanging() {
            super(LincheckTimeTest::hanging);
            begin();
            enterForAll();
            environment.clock.advance(Duration.ofSeconds(2));
        }

        void begin() {}

        @Operation
        public void watch() {
            Objects.requireNonNull(gate.hanging).lookAtCalls();
        }
    }

    public static class HangingModel extends LincheckTest.ClosedModel {
        public HangingModel() {
            super(LincheckTimeTest::hanging);
            begin();
            enterForAll();
            model.now += Duration.ofSeconds(2).toNanos();
        }

        void begin() {}

        public void watch() {
            model.watch();
        }
    }

    public static class FromHangingProbes extends FromHanging {
        @Override
        void begin() {
            machine.move(State.HALF_OPEN, null, false);
        }
    }

    public static class HangingProbesModel extends HangingModel {
        @Override
        void begin() {
            model.move(State.HALF_OPEN, null);
        }
    }

    // ---- R22: half of the calls are admitted; the recovery is over ----

    private static CircuitBreakerSettings recovering(int variant) {
        return LincheckTest.settings(variant).toBuilder()
                .successThreshold(1)
                .recovery(Duration.ofSeconds(100))
                .build();
    }

    public static class FromRecovery extends LincheckTest.FromClosed {
        public FromRecovery() {
            super(LincheckTimeTest::recovering);
            machine.move(State.HALF_OPEN, null, false);
            enter(0);
            end(0, 1);
            environment.clock.advance(Duration.ofSeconds(50));
        }
    }

    public static class RecoveryModel extends LincheckTest.ClosedModel {
        public RecoveryModel() {
            super(LincheckTimeTest::recovering);
            model.move(State.HALF_OPEN, null);
            enter(0);
            end(0, 1);
            model.now += Duration.ofSeconds(50).toNanos();
        }
    }

    public static class FromRecoveryOver extends FromRecovery {
        public FromRecoveryOver() {
            enterForAll();
            environment.clock.advance(Duration.ofSeconds(50));
        }
    }

    public static class RecoveryOverModel extends RecoveryModel {
        public RecoveryOverModel() {
            enterForAll();
            model.now += Duration.ofSeconds(50).toNanos();
        }
    }

    // ---- R23: a warm-up with an error in it is over, and each thread has a call of it under way ----

    private static CircuitBreakerSettings warming(int variant) {
        return LincheckTest.settings(variant).toBuilder()
                .warmUp(Duration.ofSeconds(60))
                .build();
    }

    public static class FromWarmUp extends LincheckTest.FromClosed {
        public FromWarmUp() {
            super(LincheckTimeTest::warming);
            enter(0);
            end(0, 0);
            enterForAll();
            environment.clock.advance(Duration.ofSeconds(60));
        }
    }

    public static class WarmUpModel extends LincheckTest.ClosedModel {
        public WarmUpModel() {
            super(LincheckTimeTest::warming);
            enter(0);
            end(0, 0);
            enterForAll();
            model.now += Duration.ofSeconds(60).toNanos();
        }
    }

    // ---- R24, R25: an error has expired; the next that opens the breaker asks for 5 seconds ----

    private static CircuitBreakerSettings expiring(int variant) {
        return CircuitBreakerSettings.builder()
                .ignoreExceptions(List.of("java.lang.IllegalArgumentException"))
                .errorThreshold(1 + variant)
                .errorExpiry(Duration.ofSeconds(10))
                .resetTimeoutFrom(new WaitSource("five seconds", (exception, result) -> 5))
                .build();
    }

    public static class FromExpired extends LincheckTest.FromClosed {
        public FromExpired() {
            super(LincheckTimeTest::expiring);
            enter(0);
            end(0, 0);
            environment.clock.advance(Duration.ofSeconds(11));
        }

        @Override
        @Operation
        public String look() {
            Period now = machine.settled();
            return seen(now) + (now instanceof Period.Open open ? ", until " + (open.deadline - machine.nanos()) : "");
        }
    }

    public static class ExpiredModel extends LincheckTest.ClosedModel {
        public ExpiredModel() {
            super(LincheckTimeTest::expiring);
            model.asked = Duration.ofSeconds(5).toNanos();
            enter(0);
            end(0, 0);
            model.now += Duration.ofSeconds(11).toNanos();
        }

        @Override
        public String look() {
            String seen = super.look();
            return seen + (model.state == State.OPEN ? ", until " + model.retryAfter() : "");
        }
    }
}
