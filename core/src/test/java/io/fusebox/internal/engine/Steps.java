package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random histories of a breaker: a seed gives settings and steps; any step can be left out. */
final class Steps {
    /** One thing that happens, with its name for the report. */
    record Step(String name, Consumer<Twins> happens) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<State> STATES = List.of(State.values());
    private static final int[] MILLIS = {1, 3, 5, 10, 20, 50, 99, 100, 101, 250, 1_000, 60_000};

    private final Random random;

    Steps(long seed) {
        random = new Random(seed);
    }

    CircuitBreakerSettings settings() {
        CircuitBreakerSettings.Builder settings = CircuitBreakerSettings.builder()
                .ignoreExceptions(List.of("java.lang.IllegalArgumentException"))
                .successThreshold(1 + random.nextInt(3))
                .halfOpenCapacity(1 + random.nextInt(3))
                .halfOpenErrorThreshold(1 + random.nextInt(2))
                .resetTimeout(Duration.ofMillis(100))
                .resetTimeoutMultiplier(1 + random.nextInt(3))
                .resetTimeoutMax(Duration.ofMillis(oneOf(50, 350, 1_000)))
                .resetTimeoutJitter(oneOf(0, 0, 50, 100))
                .minimumCalls(1 + random.nextInt(5));
        if (chance(80)) {
            settings.errorThreshold(1 + random.nextInt(4));
        } else {
            settings.noErrorThreshold();
        }
        if (chance(50)) {
            settings.probeTimeout(Duration.ofMillis(oneOf(30, 100, 200)));
        } else if (chance(20)) {
            settings.probeTimeout(CircuitBreakerSettings.FOREVER);
        }
        if (chance(50)) {
            settings.errorRateThreshold(oneOf(25, 50, 75, 100));
        }
        if (chance(50)) {
            settings.slowCallDuration(Duration.ofMillis(oneOf(5, 20)));
            if (chance(70)) {
                settings.slowCallRateThreshold(oneOf(25, 50, 100));
            }
        }
        settings.window(
                chance(50)
                        ? new Window.Calls(1 + random.nextInt(8))
                        : new Window.Time(Duration.ofMillis(oneOf(50, 100, 1_000))));
        if (chance(30)) {
            settings.errorExpiry(Duration.ofMillis(oneOf(5, 50, 100)));
        }
        if (chance(30)) {
            settings.resetTimeoutFrom(Twins.WAIT);
        }
        if (chance(30)) {
            settings.recovery(Duration.ofMillis(oneOf(20, 100, 1_000)));
        }
        if (chance(20)) {
            settings.warmUp(Duration.ofMillis(oneOf(50, 100, 250)));
        }
        if (chance(10)) {
            settings.mode(Mode.OFF);
        } else if (chance(25)) {
            settings.mode(Mode.OBSERVE);
        }
        return settings.build();
    }

    List<Step> steps(int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step());
        }
        return steps;
    }

    private Step step() {
        int kind = random.nextInt(110);
        if (kind < 30) {
            Outcome outcome = outcome();
            Duration time = chance(70) ? Duration.ZERO : time();
            return new Step("call " + outcome + " " + time, twins -> twins.call(outcome, time, () -> {}));
        } else if (kind < 45) {
            return new Step("begin", Twins::begin);
        } else if (kind < 60) {
            int which = random.nextInt(100);
            Outcome outcome = outcome();
            return new Step("end #" + which + " " + outcome, twins -> twins.end(which, outcome));
        } else if (kind < 65) {
            Outcome outcome = outcome();
            return new Step("block " + outcome, twins -> twins.block(outcome));
        } else if (kind < 72) {
            Outcome outer = outcome();
            Outcome inner = outcome();
            Step between = chance(40) ? control() : chance(20) ? fleet() : new Step("nothing", twins -> {});
            return new Step(
                    "nested " + outer + " " + inner + " with " + between,
                    twins -> twins.nestedCall(
                            outer, inner, () -> between.happens().accept(twins)));
        } else if (kind < 87) {
            Duration time = time();
            return new Step("pass " + time, twins -> twins.pass(time));
        } else if (kind < 91) {
            return new Step("watch", Twins::watch);
        } else if (kind < 100) {
            return control();
        } else {
            return fleet();
        }
    }

    /** What a fleet tells the breaker; often about the period of now, and sometimes about an old one. */
    private Step fleet() {
        if (chance(40)) {
            return new Step("fleet looks", Twins::fleetLooks);
        }
        Step step = fleetMove();
        return chance(40)
                ? step
                : new Step("fleet looks and " + step, twins -> {
                    twins.fleetLooks();
                    step.happens().accept(twins);
                });
    }

    private Step fleetMove() {
        int kind = random.nextInt(10);
        if (kind < 3) {
            return new Step("fleet opens", Twins::fleetOpens);
        } else if (kind < 6) {
            Duration lease = chance(50) ? Duration.ZERO : time();
            Duration time = chance(20) ? Duration.ZERO : time();
            return new Step("fleet holds " + lease + " " + time, twins -> twins.fleetHolds(lease, time));
        } else if (kind < 7) {
            return new Step("fleet ends wait", Twins::fleetEndsWait);
        } else if (kind < 8) {
            State to = chance(50) ? State.FORCED_OPEN : State.FORCED_CLOSED;
            return new Step("fleet orders " + to, twins -> twins.fleetOrders(to));
        } else {
            return new Step("fleet takes back", Twins::fleetTakesBack);
        }
    }

    /** An operator's move or new settings. */
    private Step control() {
        int kind = random.nextInt(13);
        if (kind == 12) {
            Duration wait = chance(30) ? null : time();
            return new Step("ask " + wait, twins -> twins.ask(wait));
        } else if (kind < 5) {
            State to = STATES.get(kind);
            return new Step("move to " + to, twins -> twins.move(to, null));
        } else if (kind == 5) {
            Duration wait = time();
            return new Step("open for " + wait, twins -> twins.move(State.OPEN, wait));
        } else if (kind == 6) {
            return new Step("reset", Twins::reset);
        } else if (kind == 7) {
            double spread = oneOf(0, 1, 2) / 2.0;
            return new Step("spread " + spread, twins -> twins.spread(spread));
        } else {
            CircuitBreakerSettings settings = settings();
            return new Step("apply " + settings, twins -> twins.apply(settings));
        }
    }

    private Outcome outcome() {
        int kind = random.nextInt(11);
        return kind < 4 ? Outcome.ERROR : kind < 8 ? Outcome.SUCCESS : kind < 9 ? Outcome.IGNORED : Outcome.CANCELLED;
    }

    private Duration time() {
        return Duration.ofMillis(oneOf(MILLIS));
    }

    private int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
