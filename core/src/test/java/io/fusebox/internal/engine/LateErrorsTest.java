package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The error of a call that a window counted as slow before it ended (R21): it counts in the place of its call, or not at all. */
class LateErrorsTest {
    @Test
    void r21_theErrorStandsInACountWindowAsLongAsItsCallDoes() {
        CountWindow window = new CountWindow(3);
        long first = window.record(false, true, 0);
        long second = window.record(false, false, 0);
        long third = window.record(false, true, 0);
        assertThat(new long[] {first, second, third}).containsExactly(0, 1, 2);
        assertThat(window.failed(window, first, 0)).isTrue();
        assertThat(window.errors(0)).isEqualTo(1);
        long fourth = window.record(false, false, 0);
        assertThat(window.errors(0)).isZero();
        assertThat(window.failed(window, first, 0)).isFalse();
        assertThat(window.errors(0)).isZero();
        assertThat(window.failed(window, fourth, 0)).isTrue();
        assertThat(window.errors(0)).isEqualTo(1);
        assertThat(window.failed(window, second, 0)).isTrue();
        assertThat(window.errors(0)).isEqualTo(2);
        long fifth = window.record(false, false, 0);
        assertThat(fifth).isEqualTo(4);
        assertThat(window.errors(0)).isEqualTo(1);
    }

    @Test
    void r17_r21_theErrorFollowsItsCallIntoAWindowOfAnotherLength() {
        CountWindow window = new CountWindow(3);
        long[] numbers = new long[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = window.record(false, true, 0);
        }
        CountWindow shorter = window.resized(2);
        assertThat(shorter.failed(window, numbers[0], 0)).isFalse();
        assertThat(shorter.failed(window, numbers[1], 0)).isTrue();
        assertThat(shorter.failed(window, numbers[2], 0)).isTrue();
        assertThat(shorter.errors(0)).isEqualTo(2);
        assertThat(window.errors(0)).isZero();
        assertThat(new CountWindow(2).failed(window, numbers[2], 0)).isFalse();
        assertThat(shorter.failed(new TimeWindow(100, new CallCounters(1), 0), numbers[2], 0))
                .isFalse();
    }

    @Test
    void r21_theErrorLeavesATimeWindowWithTheBucketOfItsCall() {
        long origin = 1_000_000;
        CallCounters counters = new CallCounters(1);
        TimeWindow window = new TimeWindow(100, counters, origin);
        long bucket = window.record(false, true, origin + 5);
        assertThat(bucket).isZero();
        assertThat(window.record(false, false, origin + 34)).isEqualTo(3);
        window.turn(origin + 95);
        assertThat(window.failed(window, bucket, origin + 95)).isTrue();
        counters.increment(null, CallCounters.ERROR);
        assertThat(window.errors(origin + 99)).isEqualTo(1);
        for (long first = 1; first < 10; first++) {
            assertThat(window.errors(origin + 95 + 10 * first))
                    .as("the window begins with bucket " + first)
                    .isZero();
        }
    }

    @Test
    void r21_anErrorWhoseBucketHasLeftATimeWindowDoesNotCount() {
        CallCounters counters = new CallCounters(1);
        TimeWindow window = new TimeWindow(100, counters, 0);
        long bucket = window.record(false, true, 5);
        assertThat(window.failed(window, bucket, 99)).isTrue();
        assertThat(window.failed(window, bucket, 100)).isFalse();
        assertThat(window.failed(new TimeWindow(100, counters, 0), bucket, 5)).isFalse();
    }

    @Test
    void r12_aTimeWindowOfAnyOriginTurnsInTime() {
        for (long origin : new long[] {Long.MIN_VALUE + 7, -1_000, 0, 1_000_000_007L, Long.MAX_VALUE - 150}) {
            CallCounters counters = new CallCounters(1);
            TimeWindow window = new TimeWindow(100, counters, origin);
            for (int i = 0; i < 40; i++) {
                var unused = window.record(true, false, origin + 10L * i);
                counters.increment(null, CallCounters.ERROR);
                assertThat(window.errors(origin + 10L * i))
                        .as(origin + " + " + 10 * i)
                        .isEqualTo(Math.min(10, i + 1));
            }
        }
    }
}
