package io.fusebox.fleet;

import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisFailure;
import io.fusebox.fleet.redis.Script;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This JVM in its fleet: one daemon thread with one connection polls Redis once a second. No call of the program ever waits for
 * it. While Redis is away, every breaker goes on by itself; the log says each cause once, and once that Redis is back.
 *
 * <p>Safe for use by any thread.
 */
public final class FleetMember {
    /** How long a connection and an answer may take. */
    public static final int TIMEOUT_MILLIS = 2_000;

    private static final long POLL_MILLIS = 1_000;
    private static final long FIRST_POLL_MILLIS = 200;
    private static final long LEAVE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final int MOST_DOUBLINGS = 4;
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int POLLS_TO_SNAPSHOT = 2;

    /** More breakers than these are not shared; it bounds what one poll costs Redis. */
    private static final int MOST_SHARED = 1_000;

    private final String id = UUID.randomUUID().toString();
    private final Registry registry;
    private final FleetHost host;
    private final RedisConnection redis;
    private final FleetKeys keys;
    private final double quorum;
    private final Orders orders;
    private final Outage outage;
    private final Random random = new Random();
    private final IdentityHashMap<Breaker, SharedBreaker> shared = new IdentityHashMap<>();
    private final Thread thread;
    private int polls;
    private long answered;
    private int refusals;
    private boolean tooManyTold;
    private volatile boolean left;
    private volatile boolean up;
    private volatile long members;

    /**
     * A member that has not begun.
     *
     * @param quorum the share of the callers that opens the fleet, above 0, at most 1
     */
    public FleetMember(Registry registry, FleetHost host, RedisConnection redis, FleetKeys keys, double quorum) {
        this.registry = registry;
        this.host = host;
        this.redis = redis;
        this.keys = keys;
        this.quorum = quorum;
        this.orders = new Orders(host);
        this.outage = new Outage(keys.fleet());
        this.thread = new Thread(null, this::run, "fusebox-fleet", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    /** Joins; never waits. */
    public void join() {
        answered = System.nanoTime();
        thread.start();
    }

    /** Leaves: what the fleet did to breakers ends, before it returns or a little later. */
    public void leave() {
        left = true;
        thread.interrupt();
        redis.close();
        try {
            thread.join(LEAVE_MILLIS);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Redis answered the last poll. */
    public boolean isUp() {
        return up;
    }

    /** How many JVMs there were at the last poll that was answered, this one included. */
    public long members() {
        return members;
    }

    /** How many breakers of this JVM have a state that an order forces. */
    public long orders() {
        return orders.inForce();
    }

    /** The order that is in force for a breaker, whatever its state is now; null: none is. */
    public @Nullable Order orderFor(Breaker breaker) {
        return orders.forced(breaker);
    }

    private void run() {
        // The program's own start comes first.
        sleep(FIRST_POLL_MILLIS);
        while (!left) {
            long pause = POLL_MILLIS;
            try {
                poll();
                heard();
            } catch (RedisFailure away) {
                pause = away(away);
            } catch (Throwable fault) {
                pause = LONGEST_PAUSE_MILLIS;
                failed(fault);
            }
            sleep(pause);
        }
        try {
            alone();
            orders.end(registry);
            redis.close();
        } catch (Throwable fault) {
            failed(fault);
        }
    }

    /** Whatever it is: the thread goes on, and the program sees nothing of it. */
    private void failed(Throwable fault) {
        up = false;
        host.fault(fault);
        try {
            alone();
        } catch (Throwable again) {
            // A hold has an end of its own.
            host.fault(again);
        }
    }

    private void sleep(long millis) {
        try {
            if (!left) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException leaving) {
            // The loop looks.
        }
    }

    /** One poll. For tests, which have no thread. */
    void poll() throws IOException {
        List<String> redisKeys =
                new ArrayList<>(List.of(keys.jvms(), keys.jvm(id), keys.orders(), keys.ordersVersion()));
        String snapshot = polls++ % POLLS_TO_SNAPSHOT == 0 ? host.snapshot() : "";
        List<String> words = new ArrayList<>(List.of(id, Long.toString(orders.number()), snapshot));
        List<SharedBreaker> asking = new ArrayList<>();
        boolean isTooMany = false;
        for (Breaker breaker : registry.all()) {
            String sharing = host.sharing(breaker.name());
            if (sharing.equals("off") || asking.size() == MOST_SHARED) {
                isTooMany |= !sharing.equals("off");
                stopSharing(breaker);
                continue;
            }
            SharedBreaker one = shared.computeIfAbsent(breaker, SharedBreaker::new);
            asking.add(one);
            redisKeys.addAll(keys.breaker(breaker.id().toString()));
            words.addAll(one.tell(sharing.equals("share"), quorum));
        }
        forgetGone();
        if (isTooMany && !tooManyTold) {
            tooManyTold = true;
            host.line("fleet: only " + MOST_SHARED + " breakers are shared, and there are more: the others go on by"
                    + " themselves; share fewer keys");
        }
        long asked = registry.ticker().nanos();
        List<?> answer = (List<?>) Objects.requireNonNull(redis.run(Script.POLL, redisKeys, words));
        members = (Long) Objects.requireNonNull(answer.get(1));
        hearOrders(Long.parseLong(String.valueOf(answer.get(2))), (List<?>) Objects.requireNonNull(answer.get(3)));
        List<?> breakers = (List<?>) Objects.requireNonNull(answer.get(4));
        for (int i = 0; i < asking.size(); i++) {
            Object facts = breakers.get(i);
            if (facts == null) {
                // Its keys cannot be read.
                asking.get(i).alone();
            } else {
                asking.get(i).hear(Heard.of(facts), asked);
            }
            String observed = asking.get(i).takeObserved();
            if (observed != null) {
                host.line(observed);
            }
        }
    }

    private void hearOrders(long number, List<?> pairs) throws RedisFailure {
        if (number != orders.number()) {
            List<String> lost = orders.hear(number, pairs);
            if (!lost.isEmpty()) {
                redis.run(Script.RESTORE, List.of(keys.orders(), keys.ordersVersion(), keys.ordersLog()), lost);
            }
        }
        orders.apply(registry);
    }

    private void stopSharing(Breaker breaker) {
        SharedBreaker known = shared.remove(breaker);
        if (known != null) {
            known.alone();
        }
    }

    private void forgetGone() {
        shared.keySet().removeIf(breaker -> registry.find(breaker.id()) != breaker);
    }

    private void heard() {
        answered = System.nanoTime();
        refusals = 0;
        if (!up) {
            up = true;
            host.line("fleet: " + keys.fleet() + " answers, with " + members + (members == 1 ? " JVM" : " JVMs"));
            outage.end();
        }
    }

    private long away(RedisFailure failure) {
        if (left) {
            return 0;
        }
        up = false;
        String news = outage.line(failure);
        if (news != null) {
            host.line(news);
        }
        if (System.nanoTime() - answered >= ALONE_NANOS) {
            alone();
        }
        // An order is in force within 2 s after Redis is back. A Redis that refuses the password is asked less and less
        // often.
        refusals = failure.isRefusal() ? Math.min(refusals + 1, MOST_DOUBLINGS) : 0;
        long pause = Math.min(POLL_MILLIS << refusals, LONGEST_PAUSE_MILLIS);
        // Not all at once when it is back.
        return pause / 2 + random.nextInt((int) pause);
    }

    private void alone() {
        for (SharedBreaker one : shared.values()) {
            one.alone();
        }
    }
}
