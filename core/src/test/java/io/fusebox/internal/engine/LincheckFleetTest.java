package io.fusebox.internal.engine;

import io.fusebox.State;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * The same as {@link LincheckTest} with the moves of a fleet. Each thread may be the fleet's, and knows the period that it saw
 * last: most moves come when that period is over.
 */
class LincheckFleetTest {
    @Test
    void r01_to_r05_fleetAtAClosedBreakerUnderStress() {
        LincheckTest.stress().sequentialSpecification(ClosedModel.class).check(FromClosed.class);
    }

    @Test
    void r01_to_r05_fleetAtAClosedBreakerInEveryInterleaving() {
        LincheckTest.modelChecking().sequentialSpecification(ClosedModel.class).check(FromClosed.class);
    }

    @Test
    void r02_to_r05_fleetAfterTheWaitUnderStress() {
        LincheckTest.stress().sequentialSpecification(WaitedModel.class).check(FromWaited.class);
    }

    @Test
    void r02_to_r05_fleetAfterTheWaitInEveryInterleaving() {
        LincheckTest.modelChecking().sequentialSpecification(WaitedModel.class).check(FromWaited.class);
    }

    private static State order(int number) {
        return number == 0 ? State.FORCED_OPEN : State.FORCED_CLOSED;
    }

    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "order", gen = IntGen.class, conf = "0:1")
    @Param(name = "seconds", gen = IntGen.class, conf = "0:1")
    public static class FromClosed extends LincheckTest.FromClosed {
        private final PeriodLog[] seen = new PeriodLog[LincheckTest.THREADS + 1];

        /** Each thread knows the period that the breaker begins with. */
        public FromClosed() {
            seeForAll();
        }

        final void seeForAll() {
            for (int thread = 0; thread < seen.length; thread++) {
                see(thread);
            }
        }

        @Operation
        public void see(@Param(name = "thread") int thread) {
            seen[thread] = machine.settled().history;
        }

        @Operation
        public boolean fleetOpens(@Param(name = "thread") int thread) {
            return FleetMoves.open(machine, seen[thread], "by the fleet");
        }

        @Operation
        public void fleetHolds(@Param(name = "thread") int thread, @Param(name = "seconds") int seconds) {
            long now = machine.nanos();
            FleetMoves.hold(machine, seen[thread], now, now + seconds * 1_000_000_000L);
        }

        @Operation
        public void fleetEndsWait(@Param(name = "thread") int thread) {
            FleetMoves.endWait(machine, seen[thread]);
        }

        @Operation
        public boolean fleetOrders(@Param(name = "order") int order) {
            return FleetMoves.force(machine, order(order), "by order");
        }

        @Operation
        public boolean fleetTakesBack() {
            return FleetMoves.takeBack(machine, "by order");
        }
    }

    public static class FromWaited extends FromClosed {
        public FromWaited() {
            machine.move(State.OPEN, null, false);
            environment.clock.advance(Duration.ofSeconds(30));
            seeForAll();
        }
    }

    public static class ClosedModel extends LincheckTest.ClosedModel {
        private final int[] seen = new int[LincheckTest.THREADS + 1];

        public ClosedModel() {
            seeForAll();
        }

        final void seeForAll() {
            for (int thread = 0; thread < seen.length; thread++) {
                see(thread);
            }
        }

        public void see(int thread) {
            seen[thread] = FleetModel.look(model);
        }

        public boolean fleetOpens(int thread) {
            return FleetModel.open(model, seen[thread]);
        }

        public void fleetHolds(int thread, int seconds) {
            FleetModel.hold(model, seen[thread], model.now, model.now + seconds * 1_000_000_000L);
        }

        public void fleetEndsWait(int thread) {
            FleetModel.endWait(model, seen[thread]);
        }

        public boolean fleetOrders(int order) {
            return FleetModel.force(model, order(order));
        }

        public boolean fleetTakesBack() {
            return FleetModel.takeBack(model);
        }
    }

    public static class WaitedModel extends ClosedModel {
        public WaitedModel() {
            model.move(State.OPEN, null);
            model.now += Duration.ofSeconds(30).toNanos();
            seeForAll();
        }
    }
}
