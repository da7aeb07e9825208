package io.fusebox.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.TransitionCause;
import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisServer;
import io.fusebox.fleet.redis.Script;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several members in one JVM, each with a registry of its own, on one real Redis; their clock is the test's. */
class FleetMemberTest {
    private static final FleetKeys KEYS = new FleetKeys("shop");
    private static final Duration WAIT = Duration.ofSeconds(30);

    private long nanos = 1;
    private RedisServer server;
    private final List<Jvm> jvms = new ArrayList<>();

    /** One JVM of the fleet. */
    private final class Jvm implements FleetHost {
        final Registry registry = new Registry(() -> nanos);
        final Breaker bank = registry.breaker(
                "bank",
                CircuitBreakerSettings.builder()
                        .errorThreshold(2)
                        .successThreshold(1)
                        .resetTimeout(WAIT)
                        .build());
        final RedisConnection redis = server.connect();
        final FleetMember member = new FleetMember(registry, this, redis, KEYS, 0.5);
        final List<String> lines = new ArrayList<>();
        String sharing = "share";

        Jvm() {
            jvms.add(this);
        }

        boolean call(boolean good) {
            try {
                bank.call(() -> {
                    if (!good) {
                        throw new IllegalStateException("down");
                    }
                    return 1;
                });
                return true;
            } catch (CircuitOpenException rejected) {
                return false;
            } catch (IllegalStateException down) {
                return true;
            }
        }

        Breaker key(String key) {
            return registry.breaker(new BreakerId("http", Optional.of(key)), CircuitBreakerSettings.defaults());
        }

        void trip() {
            call(false);
            call(false);
        }

        String lastCause() {
            return bank.metrics().recentTransitions().get(0).cause().name();
        }

        @Override
        public String snapshot() {
            return "{}";
        }

        @Override
        public String sharing(String breaker) {
            return sharing;
        }

        @Override
        public void takenBack(Breaker breaker) {}

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    @BeforeEach
    void startRedis() throws Exception {
        server = new RedisServer();
    }

    @AfterEach
    void stopRedis() throws Exception {
        for (Jvm jvm : jvms) {
            jvm.redis.close();
        }
        server.close();
    }

    private void poll() throws Exception {
        for (Jvm jvm : jvms) {
            jvm.member.poll();
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void fleetOf(int size) throws Exception {
        for (int i = 0; i < size; i++) {
            new Jvm().call(true);
        }
        poll();
    }

    private String order(String breaker, String operation) throws Exception {
        try (RedisConnection redis = server.connect()) {
            List<String> keys = List.of(KEYS.orders(), KEYS.ordersVersion(), KEYS.ordersLog());
            return (String)
                    redis.run(Script.ORDER, keys, List.of(breaker, operation, "ann", "the bank\u001b[31m is down"));
        }
    }

    private int count(State state) {
        return (int) jvms.stream().filter(jvm -> jvm.bank.state() == state).count();
    }

    @Test
    void opensTheOthersWhenAQuorumOpenedOnEvidenceOfTheirOwn() throws Exception {
        fleetOf(4);
        jvms.get(0).trip();
        poll();
        poll();
        assertThat(count(State.OPEN)).as("one bad node opens nobody else").isEqualTo(1);

        jvms.get(1).trip();
        poll();
        poll();
        assertThat(count(State.OPEN)).isEqualTo(4);
        assertThat(jvms.get(3).lastCause()).isEqualTo("FLEET");
        assertThat(jvms.get(3).bank.metrics().recentTransitions().get(0).reason())
                .isEqualTo("by the fleet: 2 of 4 JVMs opened it");
    }

    @Test
    void oneOfTwoIsNoQuorum() throws Exception {
        fleetOf(2);
        jvms.get(0).trip();
        poll();
        poll();
        assertThat(count(State.OPEN)).isEqualTo(1);
    }

    @Test
    void whatTheFleetOpenedIsNoEvidence() throws Exception {
        fleetOf(4);
        jvms.get(0).trip();
        jvms.get(1).trip();
        poll();
        poll();
        // The two that had evidence leave by hand; the two that followed must not hold the opening up.
        jvms.get(0).bank.transitionToClosed();
        jvms.get(1).bank.transitionToClosed();
        poll();
        poll();
        assertThat(jvms.get(0).bank.state()).isEqualTo(State.CLOSED);
        new Jvm().call(true);
        poll();
        poll();
        assertThat(jvms.get(4).bank.state()).as("a new JVM").isEqualTo(State.CLOSED);
    }

    @Test
    void observingOnlyCounts() throws Exception {
        fleetOf(4);
        jvms.get(3).sharing = "observe";
        jvms.get(0).trip();
        jvms.get(1).trip();
        poll();
        poll();
        assertThat(jvms.get(2).bank.state()).isEqualTo(State.OPEN);
        assertThat(jvms.get(3).bank.state()).isEqualTo(State.CLOSED);
        assertThat(jvms.get(3).lines)
                .containsExactly(
                        "fleet: bank: with fleet = share it would have opened by the fleet: 2 of 4 JVMs opened it");
    }

    @Test
    void oneJvmProbesForAllAndItsClosingEndsTheWaitsOfTheOthers() throws Exception {
        fleetOf(3);
        jvms.get(0).trip();
        jvms.get(1).trip();
        poll();
        poll();
        pass(WAIT);
        poll();
        assertThat(jvms.stream().filter(jvm -> jvm.call(true)).count())
                .as("held, until there is a lease")
                .isZero();
        poll();
        assertThat(jvms.stream().filter(jvm -> jvm.call(true)).count()).isEqualTo(1);
        poll();
        poll();
        assertThat(jvms.stream().filter(jvm -> jvm.call(true)).count()).isEqualTo(3);
        assertThat(count(State.CLOSED)).isEqualTo(3);
    }

    @Test
    void aFailedProbeKeepsTheOthersFromProbingBeforeItsWait() throws Exception {
        fleetOf(3);
        jvms.get(0).trip();
        jvms.get(1).trip();
        poll();
        poll();
        pass(WAIT);
        poll();
        jvms.forEach(jvm -> jvm.call(false));
        poll();
        assertThat(jvms.stream().filter(jvm -> jvm.call(false)).count()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            poll();
            assertThat(jvms.stream().filter(jvm -> jvm.call(false)).count()).isZero();
        }
    }

    @Test
    void withoutRedisEachProbesForItself() throws Exception {
        fleetOf(3);
        jvms.forEach(Jvm::trip);
        poll();
        poll();
        server.kill();
        pass(Duration.ofNanos(SharedBreaker.HOLD_NANOS).plus(WAIT));
        assertThat(jvms.stream().filter(jvm -> jvm.call(true)).count()).isEqualTo(3);
    }

    @Test
    void r04_anOrderIsInForceUntilItIsTakenBack() throws Exception {
        fleetOf(2);
        order("bank", "force-open");
        poll();
        assertThat(count(State.FORCED_OPEN)).isEqualTo(2);
        assertThat(jvms.get(0).bank.metrics().recentTransitions().get(0).cause())
                .isEqualTo(TransitionCause.FLEET);
        assertThat(jvms.get(0).lines)
                .containsExactly("fleet: bank: force-open by order of ann to the fleet: the bank [31m is down");

        jvms.get(0).bank.transitionToClosed();
        poll();
        assertThat(count(State.FORCED_OPEN)).as("stronger than a local move").isEqualTo(2);

        new Jvm();
        poll();
        assertThat(count(State.FORCED_OPEN)).as("a JVM that starts later").isEqualTo(3);

        order("bank", "auto");
        poll();
        assertThat(count(State.CLOSED)).isEqualTo(3);
    }

    @Test
    void r04_anOrderOutlivesARedisThatLostItAndAnAutoToo() throws Exception {
        fleetOf(2);
        order("bank", "force-open");
        poll();
        server.kill();
        server.start();
        for (Jvm jvm : jvms) {
            pollAgain(jvm);
        }
        Jvm later = new Jvm();
        later.member.poll();
        assertThat(later.bank.state()).as("given back by those who know it").isEqualTo(State.FORCED_OPEN);

        order("bank", "auto");
        jvms.get(0).member.poll();
        server.kill();
        server.start();
        for (Jvm jvm : jvms) {
            pollAgain(jvm);
        }
        poll();
        poll();
        assertThat(count(State.FORCED_OPEN)).as("the newer word wins").isZero();
    }

    /** The first poll finds the connection broken. */
    private static void pollAgain(Jvm jvm) throws Exception {
        try {
            jvm.member.poll();
        } catch (java.io.IOException broken) {
            jvm.member.poll();
        }
    }

    /** An auto takes back the order for the words that it names, and no other. */
    @Test
    void r04_anAutoForOneKeyLeavesTheOrderForItsNameInForce() throws Exception {
        Jvm jvm = new Jvm();
        Breaker one = jvm.key("one");
        Breaker two = jvm.key("two");
        order("http", "force-open");
        order("http[one]", "force-close");
        poll();
        assertThat(one.state()).isEqualTo(State.FORCED_CLOSED);
        assertThat(two.state()).isEqualTo(State.FORCED_OPEN);

        order("http[one]", "auto");
        order("http[two]", "auto");
        poll();
        assertThat(one.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(two.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(jvm.member.orders()).isEqualTo(2);

        order("http[one]", "force-close");
        order("http", "auto");
        poll();
        assertThat(one.state()).isEqualTo(State.FORCED_CLOSED);
        assertThat(two.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r04_anOrderIsKnownWhileALocalMoveHasLeftIt() throws Exception {
        Jvm jvm = new Jvm();
        assertThat(jvm.member.orderFor(jvm.bank)).isNull();
        order("bank", "force-open");
        poll();
        jvm.bank.transitionToClosed();

        assertThat(jvm.member.orderFor(jvm.bank))
                .extracting(Order::text)
                .isEqualTo("force-open by ann: the bank [31m is down");
        poll();
        assertThat(jvm.bank.state()).isEqualTo(State.FORCED_OPEN);
        order("bank", "auto");
        poll();
        assertThat(jvm.member.orderFor(jvm.bank)).isNull();
    }

    @Test
    void strangeOrdersChangeNothing() throws Exception {
        fleetOf(1);
        order("bank", "explode");
        order("\u001b[2J", "force-open");
        poll();
        assertThat(count(State.CLOSED)).isEqualTo(1);
    }

    /** Of one breaker: it goes on by itself, and all else goes on. */
    @Test
    void strangeKeysOfABreakerKeepNoOrderBack() throws Exception {
        fleetOf(2);
        server.run("DEL", KEYS.breaker("bank").get(0));
        server.run("SET", KEYS.breaker("bank").get(0), "no hash");
        jvms.get(0).trip();
        order("bank", "force-open");
        poll();
        assertThat(count(State.FORCED_OPEN)).isEqualTo(2);
        order("bank", "auto");
        poll();
        assertThat(count(State.FORCED_OPEN)).isZero();
    }

    @Test
    void aNumberThatIsNoneOrTooGreatIsForgotten() throws Exception {
        fleetOf(2);
        server.run("SET", KEYS.ordersVersion(), "abc");
        order("bank", "force-open");
        poll();
        assertThat(count(State.FORCED_OPEN)).isEqualTo(2);
        server.run("SET", KEYS.ordersVersion(), "nonsense");
        poll();
        assertThat(count(State.FORCED_OPEN)).isEqualTo(2);
        server.run("HSET", KEYS.orders(), "bank", "{\"operation\":\"force-close\",\"number\":\"9223372036854775807\"}");
        order("bank", "auto");
        poll();
        assertThat(count(State.CLOSED)).isEqualTo(2);
    }

    /** Its clock was put back by an hour: what it wrote before lasts no longer than it would have from now on. */
    @Test
    void aClockOfRedisThatIsPutBackHoldsNoLeaseAndNoWait() throws Exception {
        fleetOf(3);
        jvms.get(0).trip();
        jvms.get(1).trip();
        poll();
        poll();
        String later =
                Long.toString(System.currentTimeMillis() + Duration.ofHours(1).toMillis());
        List<String> bank = KEYS.breaker("bank");
        server.run("ZADD", KEYS.jvms(), later, "gone");
        server.run("ZADD", bank.get(1), later, "gone");
        server.run("ZADD", bank.get(2), later, "gone");
        server.run("ZADD", bank.get(3), later, "gone");
        server.run("HSET", bank.get(0), "rest", later, "rest-length", "1");
        pass(WAIT);
        poll();
        jvms.forEach(jvm -> jvm.call(true));
        poll();

        long latest = System.currentTimeMillis() + Duration.ofSeconds(10).toMillis();
        for (String set : List.of(KEYS.jvms(), bank.get(1), bank.get(2), bank.get(3))) {
            assertThat(server.run("ZCOUNT", set, "(" + latest, "+inf")).as(set).isEqualTo(":0");
        }
        server.run("ZREM", bank.get(3), "gone");
        poll();
        assertThat(jvms.stream().filter(jvm -> jvm.call(true)).count())
                .as("probes, although the rest seems to last an hour")
                .isEqualTo(1);
    }

    @Test
    void evidenceThatComesBackAfterSilenceMustBeAQuorumAgain() throws Exception {
        fleetOf(4);
        jvms.get(0).trip();
        jvms.get(1).trip();
        jvms.get(0).member.poll();
        jvms.get(1).member.poll();
        // All were cut off for longer than 10 s. One comes back, still open.
        server.run("DEL", KEYS.breaker("bank").get(2));
        jvms.get(0).member.poll();
        jvms.get(3).member.poll();
        assertThat(jvms.get(3).bank.state()).isEqualTo(State.CLOSED);
        jvms.get(1).member.poll();
        jvms.get(3).member.poll();
        assertThat(jvms.get(3).bank.state()).as("two of four").isEqualTo(State.OPEN);
    }
}
