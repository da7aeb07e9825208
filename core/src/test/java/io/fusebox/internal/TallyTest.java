package io.fusebox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who owns a cell, and that no count is ever lost (the guarantees of {@link Tally}). */
class TallyTest {
    /** A thread that does what it is told and lives until it is let go. */
    private static final class Worker {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread;
        private volatile Cell cell;

        Worker(Runnable first) {
            CountDownLatch done = new CountDownLatch(1);
            thread = new Thread(() -> {
                first.run();
                done.countDown();
                awaitQuietly(end);
            });
            thread.start();
            awaitQuietly(done);
        }

        void letGo() throws InterruptedException {
            end.countDown();
            thread.join();
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Cell countOnce(Tally tally) {
        Cell own = tally.own();
        Cell cell = own != null ? own : tally.claim();
        tally.increment(cell, Tally.SUCCESS);
        return cell;
    }

    @Test
    void r06_aThreadFindsItsCellAgain() {
        Tally tally = new Tally(4);
        assertThat(tally.own()).isNull();
        Cell cell = tally.claim();
        assertThat(cell).isNotNull();
        assertThat(tally.own()).isSameAs(cell);
        assertThat(cell.isAbandoned()).isFalse();
    }

    @Test
    void r06_aThreadWhosePlaceIsTakenCountsInTheSharedCell() throws Exception {
        Tally tally = new Tally(1);
        countOnce(tally);
        List<Cell> others = new ArrayList<>();
        Worker other = new Worker(() -> others.add(countOnce(tally)));
        assertThat(others).containsOnlyNulls();
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(2);
        other.letGo();
        assertThat(tally.good()).isEqualTo(2);
    }

    @Test
    void r06_theCellOfAThreadThatEndedIsTakenOverWithItsCounts() throws Exception {
        Tally tally = new Tally(1);
        List<Cell> cells = new ArrayList<>();
        Worker first = new Worker(() -> cells.add(countOnce(tally)));
        cells.get(0).counts[Cell.IN_CALL] = 1;
        first.letGo();
        assertThat(cells.get(0).isAbandoned()).isTrue();
        Cell mine = countOnce(tally);
        assertThat(mine).isNotNull().isNotSameAs(cells.get(0));
        assertThat(mine.inCall()).as("what the dead thread was in is over").isFalse();
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(2);
        assertThat(tally.own()).isSameAs(mine);
    }

    @Test
    void r06_aThreadIsNotKeptAlive() throws Exception {
        Tally tally = new Tally(1);
        Worker worker = new Worker(() -> countOnce(tally));
        worker.letGo();
        WeakReference<Thread> thread = new WeakReference<>(worker.thread);
        worker = null;
        for (int i = 0; i < 100 && thread.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(thread.get()).isNull();
        assertThat(countOnce(tally)).isNotNull();
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(2);
    }

    @Test
    void r06_withPatienceTheTableGrowsAndEveryOwnerKeepsItsCell() throws Exception {
        Tally tally = new Tally(8);
        List<Worker> workers = new ArrayList<>();
        int counted = 0;
        int owners = 0;
        for (int i = 0; i < 40; i++) {
            Worker[] made = new Worker[1];
            Cell[] cell = new Cell[1];
            made[0] = new Worker(() -> {
                for (int n = 0; n < 30; n++) {
                    cell[0] = countOnce(tally);
                }
            });
            made[0].cell = cell[0];
            owners += cell[0] == null ? 0 : 1;
            counted += 30;
            workers.add(made[0]);
        }
        assertThat(owners).isBetween(5, 8);
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(counted);
        assertThat(workers).filteredOn(worker -> worker.cell != null).allSatisfy(worker -> assertThat(worker.cell.get())
                .isSameAs(worker.thread));
        assertThat(workers.stream().map(worker -> worker.cell).filter(cell -> cell != null))
                .doesNotHaveDuplicates();
        for (Worker worker : workers) {
            worker.letGo();
        }
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(counted);
    }

    @Test
    void r06_aPassingThreadIsNotWorthACell() throws Exception {
        Tally tally = new Tally(8);
        countOnce(tally);
        for (int i = 0; i < 10; i++) {
            List<Cell> others = new ArrayList<>();
            Worker passing = new Worker(() -> others.add(countOnce(tally)));
            passing.letGo();
            assertThat(others).containsOnlyNulls();
        }
        assertThat(tally.sum(Tally.SUCCESS)).isEqualTo(11);
    }

    @Test
    void r06_totalsAreTheSumsOfBothKindsAndActiveIsAdmittedLessEnded() {
        Tally tally = new Tally(1);
        Cell cell = tally.claim();
        for (int counter = Tally.ADMITTED; counter < Tally.COUNTERS; counter++) {
            for (int i = 0; i <= counter - Tally.ADMITTED; i++) {
                tally.increment(i % 2 == 0 ? cell : null, counter);
            }
        }
        for (int i = 0; i < 100; i++) {
            tally.increment(null, Tally.ADMITTED);
        }
        long[] totals = tally.totals();
        assertThat(totals[Tally.SUCCESS]).isEqualTo(2 + 10);
        assertThat(totals[Tally.ERROR]).isEqualTo(3 + 11);
        assertThat(totals[Tally.IGNORED]).isEqualTo(4 + 12);
        assertThat(totals[Tally.CANCELLED]).isEqualTo(5);
        assertThat(totals[Tally.SLOW]).isEqualTo(9 + 13);
        assertThat(tally.good()).isEqualTo(2 + 4);
        assertThat(tally.errors()).isEqualTo(3);
        assertThat(tally.slow()).isEqualTo(9);
        assertThat(tally.active()).isEqualTo(101 - (12 + 14 + 16 + 5));
    }
}
