package io.fusebox.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A breaker for each key, and which of them leave. */
class KeyedBreakersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Registry registry = new Registry(nanos::get);
    private final List<Integer> told = new ArrayList<>();
    private final Breaker unkeyed = registry.breaker(
            "http", CircuitBreakerSettings.builder().errorThreshold(1).build());

    @Test
    void eachKeyHasABreakerOfItsOwn() {
        KeyedBreakers keys = keys(10);
        fail(keys, "sick");
        call(keys, "sound");
        assertThat(state("sick")).isEqualTo(State.OPEN);
        assertThat(state("sound")).isEqualTo(State.CLOSED);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.sharedCalls()).isZero();
    }

    @Test
    void aLongKeyIsCutAndTwoThatDifferAtTheEndStayDifferent() {
        KeyedBreakers keys = keys(10);
        String begin = "k".repeat(10_000);
        call(keys, begin + "1");
        call(keys, begin + "2");
        call(keys, begin + "1");
        call(keys, "k".repeat(256));
        assertThat(known()).hasSize(3).allMatch(key -> key.length() <= 256).contains("k".repeat(256));
        assertThat(keys.sharedCalls()).isZero();
    }

    @Test
    void aLongKeyIsNotCutInTheMiddleOfACharacter() {
        KeyedBreakers keys = keys(10);
        call(keys, "k".repeat(238) + "\uD83D\uDE00".repeat(20));
        assertThat(known()).singleElement().satisfies(key -> assertThat(key).startsWith("k".repeat(238) + "~"));
    }

    @Test
    void theLeastRecentlyUsedLeavesFirst() {
        KeyedBreakers keys = keys(3);
        call(keys, "a");
        call(keys, "b");
        call(keys, "c");
        pass(2);
        call(keys, "a");
        pass(2);
        call(keys, "b");
        pass(300);
        call(keys, "d");
        assertThat(known()).containsExactlyInAnyOrder("a", "b", "d");
        call(keys, "e");
        assertThat(known()).containsExactlyInAnyOrder("b", "d", "e");
    }

    @Test
    void whatWasUsedInTheLastFiveMinutesStaysAndFurtherKeysShare() {
        KeyedBreakers keys = keys(2);
        call(keys, "a");
        call(keys, "b");
        pass(299);
        call(keys, "c");
        call(keys, "d");
        assertThat(known()).containsExactlyInAnyOrder("a", "b");
        assertThat(keys.sharedCalls()).isEqualTo(2);
        assertThat(told).containsExactly(2);
        assertThat(unkeyed.metrics().totalSuccessCount()).isEqualTo(2);
        pass(1);
        call(keys, "c");
        assertThat(known()).contains("c").hasSize(2);
    }

    @Test
    void neverLeavesWhatIsNotClosed() {
        KeyedBreakers keys = keys(2);
        fail(keys, "open");
        call(keys, "forced");
        registry.find(id("forced")).transitionToForcedClosed();
        pass(1000);
        call(keys, "new");
        assertThat(known()).containsExactlyInAnyOrder("open", "forced");
    }

    @Test
    void neverLeavesWithACallUnderWay() {
        KeyedBreakers keys = keys(1);
        CallGate gate = keys.gate("busy");
        Permit permit = gate.detach(gate.enter());
        pass(1000);
        call(keys, "new");
        assertThat(known()).containsExactly("busy");
        gate.end(permit, null);
        pass(1);
        call(keys, "new");
        assertThat(known()).containsExactly("new");
    }

    @Test
    void r17_fewerKeysTakeEffectWhenOthersCome() {
        KeyedBreakers keys = keys(3);
        call(keys, "a");
        call(keys, "b");
        keys.maxKeys(1);
        pass(400);
        call(keys, "c");
        assertThat(known()).containsExactly("c");
        keys.maxKeys(3);
        call(keys, "d");
        call(keys, "e");
        assertThat(known()).containsExactlyInAnyOrder("c", "d", "e");
    }

    @Test
    void r17_thatThereIsNoRoomIsToldOnceUnderEachLimit() {
        KeyedBreakers keys = keys(1);
        call(keys, "a");
        call(keys, "b");
        call(keys, "c");
        keys.maxKeys(1);
        call(keys, "d");
        assertThat(told).containsExactly(1);
        keys.maxKeys(2);
        call(keys, "e");
        call(keys, "f");
        call(keys, "g");
        assertThat(told).containsExactly(1, 2);
    }

    @Test
    void closedItHasNone() {
        KeyedBreakers keys = keys(3);
        call(keys, "a");
        keys.close();
        call(keys, "a");
        assertThat(known()).isEmpty();
        assertThat(registry.all()).containsExactly(unkeyed);
    }

    @Test
    void aMillionKeysLoseNoOpenBreaker() {
        KeyedBreakers keys = keys(64);
        List<String> open = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            pass(i % 100 == 0 ? 300 : 0);
            if (i % 40_000 == 0) {
                open.add("key" + i);
                fail(keys, "key" + i);
            } else {
                call(keys, "key" + i);
            }
        }
        assertThat(keys.size()).isEqualTo(64);
        assertThat(known()).containsAll(open);
        for (String key : open) {
            assertThat(state(key)).isEqualTo(State.OPEN);
        }
    }

    @Test
    void manyThreadsFindOneBreakerForAKey() throws Exception {
        KeyedBreakers keys = keys(50);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    call(keys, "key" + i % 40);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long calls = 0;
        for (Breaker breaker : registry.all()) {
            calls += breaker.metrics().totalSuccessCount();
            assertThat(breaker.metrics().activeCalls()).isZero();
        }
        assertThat(calls).isEqualTo(160_000);
        assertThat(keys.size()).isEqualTo(40);
    }

    @Test
    void hotKeysAllocateNothing() {
        KeyedBreakers keys = keys(1024);
        String[] hot = new String[100];
        for (int i = 0; i < hot.length; i++) {
            hot[i] = "host" + i + ".example.org";
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long own = Thread.currentThread().getId();
        int calls = 200_000;
        for (int i = 0; i < calls; i++) {
            call(keys, hot[i % hot.length]);
        }
        long before = threads.getThreadAllocatedBytes(own);
        for (int i = 0; i < calls; i++) {
            call(keys, hot[i % hot.length]);
        }
        assertThat(threads.getThreadAllocatedBytes(own) - before).isLessThan(calls);
    }

    @Test
    void aBreakerOfAKeyTakesLessThanAKilobyte() throws Exception {
        // Threads of other tests may fill the heap meanwhile: the least of three rounds counts.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            least = Math.min(least, bytesOfAKey("host" + round + '-'));
        }
        assertThat(least).isBetween(100L, 1024L);
    }

    private long bytesOfAKey(String prefix) throws InterruptedException {
        int count = 20_000;
        KeyedBreakers keys = keys(count);
        call(keys, prefix + 0);
        long before = usedHeap();
        for (int i = 1; i < count; i++) {
            call(keys, prefix + i);
            if (i % 2 == 0) {
                fail(keys, prefix + i);
            }
        }
        long each = (usedHeap() - before) / count;
        assertThat(keys.size()).isEqualTo(count);
        return each;
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private KeyedBreakers keys(int max) {
        return new KeyedBreakers(registry, unkeyed, max, told::add);
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static void call(KeyedBreakers keys, String key) {
        CallGate gate = keys.gate(key);
        gate.exit(gate.enter(), null);
    }

    private static void fail(KeyedBreakers keys, String key) {
        CallGate gate = keys.gate(key);
        gate.exit(gate.enter(), new IllegalStateException());
    }

    private static BreakerId id(String key) {
        return new BreakerId("http", Optional.of(key));
    }

    private State state(String key) {
        return registry.find(id(key)).state();
    }

    private List<String> known() {
        List<String> keys = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            breaker.key().ifPresent(keys::add);
        }
        return keys;
    }
}
