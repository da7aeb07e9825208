package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.internal.engine.Environment.Faults;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R15, R19: whatever happens in the thread, it lives. */
@Timeout(30)
class EventThreadTest {
    private final AtomicInteger reports = new AtomicInteger();

    /** In a full heap the report of a fault fails too. */
    private final EventThread events = new EventThread(new Faults() {
        @Override
        public void report(String where, Throwable fault) {
            reports.incrementAndGet();
            throw new OutOfMemoryError("as if");
        }

        @Override
        public void report(String where, Object what, Throwable fault) {
            report(where, fault);
        }
    });

    @AfterEach
    void stop() throws InterruptedException {
        events.stop(10_000);
    }

    @Test
    void r15_aTaskThatFailsAndCannotBeReportedDoesNotEndTheThread() throws InterruptedException {
        events.start();
        events.execute(EventThreadTest::fail);
        events.execute(EventThreadTest::fail);
        assertRuns();
        assertThat(reports).hasValue(2);
        assertThat(events.droppedCount()).as("counted").isEqualTo(2);
    }

    @Test
    void r15_aRegularLookThatFailsDoesNotEndTheThread() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(2);
        events.addTicker(() -> {
            looks.countDown();
            fail();
        });
        events.start();
        assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        assertRuns();
    }

    @Test
    void r19_aThreadThatWasStoppedIsBegunAnew() throws InterruptedException {
        events.start();
        events.stop(10_000);
        events.start();
        assertRuns();
    }

    private void assertRuns() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        events.execute(ran::countDown);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void fail() {
        throw new OutOfMemoryError("as if");
    }
}
