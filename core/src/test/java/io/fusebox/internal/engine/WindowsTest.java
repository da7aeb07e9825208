package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The windows by themselves (R12, R17). */
class WindowsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 100, 129})
    void r12_aCountWindowHoldsExactlyTheLastOutcomes(int length) {
        CountWindow window = new CountWindow(length);
        Deque<int[]> last = new ArrayDeque<>();
        Random random = new Random(length);
        for (int i = 0; i < 5 * length + 7; i++) {
            boolean error = random.nextBoolean();
            boolean slow = random.nextInt(3) == 0;
            window.record(error, slow, 0);
            last.addLast(new int[] {error ? 1 : 0, slow ? 1 : 0});
            if (last.size() > length) {
                last.removeFirst();
            }
            assertHolds(window, last);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "64, 1", "65, 2", "128, 2", "1000000, 15625"})
    void r12_aCountWindowTakesTwoBitsACall(int length, int words) {
        assertThat(new CountWindow(length).errorBits.length()).isEqualTo(words);
    }

    @Test
    void r17_aCountWindowOfAnotherLengthKeepsTheNewestOutcomes() {
        Random random = new Random(17);
        for (int round = 0; round < 500; round++) {
            int length = 1 + random.nextInt(70);
            CountWindow window = new CountWindow(length);
            Deque<int[]> last = new ArrayDeque<>();
            int outcomes = random.nextInt(200);
            for (int i = 0; i < outcomes; i++) {
                record(window, last, length, random);
            }
            int newLength = 1 + random.nextInt(140);
            CountWindow resized = window.resized(newLength);
            while (last.size() > newLength) {
                last.removeFirst();
            }
            assertHolds(resized, last);
            for (int i = 0; i < 150; i++) {
                record(resized, last, newLength, random);
                assertHolds(resized, last);
            }
        }
    }

    private static void record(CountWindow window, Deque<int[]> last, int length, Random random) {
        boolean error = random.nextBoolean();
        boolean slow = random.nextBoolean();
        window.record(error, slow, 0);
        last.addLast(new int[] {error ? 1 : 0, slow ? 1 : 0});
        if (last.size() > length) {
            last.removeFirst();
        }
    }

    private static void assertHolds(CountWindow window, Deque<int[]> last) {
        assertThat(window.size(0)).isEqualTo(last.size());
        assertThat(window.errors(0)).isEqualTo(last.stream().mapToInt(o -> o[0]).sum());
        assertThat(window.slow(0)).isEqualTo(last.stream().mapToInt(o -> o[1]).sum());
    }

    @Test
    void r12_aTimeWindowHoldsExactlyTheLastTenBuckets() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            long origin = random.nextLong();
            CallCounters counters = new CallCounters(1);
            TimeWindow window = new TimeWindow(100, counters, origin);
            Deque<long[]> seen = new ArrayDeque<>();
            long now = 0;
            for (int i = 0; i < 300; i++) {
                now += random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(8);
                boolean error = random.nextBoolean();
                boolean slow = random.nextInt(3) == 0;
                window.record(error, slow, origin + now);
                counters.increment(
                        null,
                        error
                                ? CallCounters.ERROR
                                : random.nextBoolean() ? CallCounters.SUCCESS : CallCounters.IGNORED);
                if (slow) {
                    counters.increment(null, CallCounters.SLOW);
                }
                seen.addLast(new long[] {now / 10, error ? 1 : 0, slow ? 1 : 0});
                long later = now + (random.nextInt(5) == 0 ? random.nextInt(150) : 0);
                long first = later / 10 - 9;
                long at = origin + later;
                assertThat(window.size(at))
                        .isEqualTo(seen.stream().filter(o -> o[0] >= first).count());
                assertThat(window.errors(at))
                        .isEqualTo(seen.stream()
                                .filter(o -> o[0] >= first && o[1] == 1)
                                .count());
                assertThat(window.slow(at))
                        .isEqualTo(seen.stream()
                                .filter(o -> o[0] >= first && o[2] == 1)
                                .count());
            }
        }
    }

    @Test
    void r12_aTimeWindowCountsNothingFromBeforeItBegan() {
        CallCounters counters = new CallCounters(1);
        for (int i = 0; i < 7; i++) {
            counters.increment(null, CallCounters.ERROR);
        }
        TimeWindow window = new TimeWindow(100, counters, 5);
        assertThat(window.size(5)).isZero();
        assertThat(window.errors(104)).isZero();
        window.record(true, false, 105);
        assertThat(window.errors(105)).isZero();
        assertThat(window.pending()).isEqualTo(1);
    }

    @Test
    void r12_aReaderWithAnOldClockReadingSeesNoMoreThanThereIs() {
        CallCounters counters = new CallCounters(1);
        TimeWindow window = new TimeWindow(100, counters, 0);
        for (long now = 0; now < 1_000; now += 10) {
            window.record(true, false, now);
            counters.increment(null, CallCounters.ERROR);
        }
        assertThat(window.errors(895)).isBetween(0L, 30L);
        window.record(true, false, 5);
        assertThat(window.errors(995)).isEqualTo(10);
    }

    @Test
    void r12_theSumsOfACountWindowAreItsBitsOnceAllWritersAreDone() throws Exception {
        CountWindow window = new CountWindow(64);
        Thread[] writers = new Thread[3];
        for (int w = 0; w < writers.length; w++) {
            Random random = new Random(w);
            writers[w] = new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    window.record(random.nextBoolean(), random.nextBoolean(), 0);
                }
            });
            writers[w].start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        CountWindow counted = window.resized(64);
        assertThat(window.errors(0)).isEqualTo(counted.errors(0)).isBetween(1L, 63L);
        assertThat(window.slow(0)).isEqualTo(counted.slow(0)).isBetween(1L, 63L);
    }
}
