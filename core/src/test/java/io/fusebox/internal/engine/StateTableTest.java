package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state machine as a table: from every state, with every counter one short of its threshold too, every event leads to
 * the state in its column. {@code x} stands before the state that rejected the call. Both thresholds are 2, the capacity
 * is 1. The late column stands for each of the four outcomes of a call from an earlier CLOSED period (R5).
 */
class StateTableTest extends BreakerTest {
    private static final String TABLE = """
            from              | success | error | ignored | cancelled | late | to C | to O | to H | to FO | to FC | reset | settings
            C                 | C       | C     | C       | C         | C    | C    | O    | H    | FO    | FC    | C     | C
            C, one error      | C       | O     | C       | C         | C    | C    | O    | H    | FO    | FC    | C     | C
            O                 | x O     | x O   | x O     | x O       | O    | C    | O    | H    | FO    | FC    | C     | O
            O, wait over      | H       | H     | H       | H         | O    | C    | O    | H    | FO    | FC    | C     | O
            H                 | H       | H     | H       | H         | H    | C    | O    | H    | FO    | FC    | C     | H
            H, one success    | C       | H     | C       | H         | H    | C    | O    | H    | FO    | FC    | C     | H
            H, one error      | H       | O     | H       | H         | H    | C    | O    | H    | FO    | FC    | C     | H
            H, full           | x H     | x H   | x H     | x H       | H    | C    | O    | H    | FO    | FC    | C     | H
            H, probe lost     | x O     | x O   | x O     | x O       | O    | C    | O    | H    | FO    | FC    | C     | O
            H, lost and waited| H       | H     | H       | H         | O    | C    | O    | H    | FO    | FC    | C     | O
            H, cancelled      | H       | H     | H       | H         | H    | C    | O    | H    | FO    | FC    | C     | H
            H, cancelled, two | x H     | x H   | x H     | x H       | H    | C    | O    | H    | FO    | FC    | C     | H
            H, undecided      | x O     | x O   | x O     | x O       | O    | C    | O    | H    | FO    | FC    | C     | O
            H, undec, waited  | H       | H     | H       | H         | O    | C    | O    | H    | FO    | FC    | C     | O
            FO                | x FO    | x FO  | x FO    | x FO      | FO   | C    | O    | H    | FO    | FC    | C     | FO
            FC                | FC      | FC    | FC      | FC        | FC   | C    | O    | H    | FO    | FC    | C     | FC
            """;

    static Stream<Arguments> rows() {
        List<Arguments> rows = new ArrayList<>();
        List<String> lines = TABLE.lines().toList();
        String[] events = lines.get(0).split("\\|", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] slots = line.split("\\|", -1);
            for (int i = 1; i < slots.length; i++) {
                rows.add(Arguments.of(slots[0].trim(), events[i].trim(), slots[i].trim()));
            }
        }
        assertThat(rows).hasSize(16 * 12);
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource("rows")
    void r01_to_r05_r18_everyEventInEveryStateLeadsWhereTheTableSays(String from, String event, String to) {
        if (event.equals("late")) {
            for (Outcome outcome : Outcome.values()) {
                Flight late = begin(from);
                CircuitBreakerMetrics before = metrics();
                late.end(outcome);
                assertState(stateOf(to));
                assertCounted(before, outcome, 1);
            }
            return;
        }
        begin(from);
        CircuitBreakerMetrics before = metrics();
        switch (event) {
            case "success", "error", "ignored", "cancelled" -> call(before, outcomeOf(event), to);
            case "reset" -> {
                breaker.reset();
                assertThat(metrics().totalErrorCount() + metrics().totalRejectedCount())
                        .isZero();
            }
            case "settings" -> {
                breaker.apply(settings().build());
                assertTotals(before, 0, 0);
            }
            default -> {
                moveTo(stateOf(event.substring("to ".length())));
                assertTotals(before, 0, 0);
            }
        }
        assertState(stateOf(to.replace("x ", "")));
    }

    private void call(CircuitBreakerMetrics before, Outcome outcome, String to) {
        try {
            Permit permit = breaker.gate().enter();
            assertThat(to).as("the call was admitted").doesNotContain("x");
            breaker.gate().exit(permit, Twins.thrownFor(outcome));
            assertCounted(before, outcome, 0);
        } catch (CircuitOpenException rejection) {
            assertThat(to).as("the call was rejected").isEqualTo("x " + codeOf(rejection.state()));
            assertTotals(before, 0, 1);
        }
    }

    private void assertCounted(CircuitBreakerMetrics before, Outcome outcome, int late) {
        assertTotals(before, 1, 0);
        assertThat(countOf(metrics(), outcome)).isEqualTo(countOf(before, outcome) + 1);
        assertThat(metrics().totalLateCount()).isEqualTo(before.totalLateCount() + late);
    }

    private void assertTotals(CircuitBreakerMetrics before, int ended, int rejected) {
        assertThat(endedIn(metrics())).isEqualTo(endedIn(before) + ended);
        assertThat(metrics().totalRejectedCount()).isEqualTo(before.totalRejectedCount() + rejected);
    }

    private static long endedIn(CircuitBreakerMetrics metrics) {
        long ended = 0;
        for (Outcome outcome : Outcome.values()) {
            ended += countOf(metrics, outcome);
        }
        return ended;
    }

    private static long countOf(CircuitBreakerMetrics metrics, Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> metrics.totalSuccessCount();
            case ERROR -> metrics.totalErrorCount();
            case IGNORED -> metrics.totalIgnoredCount();
            case CANCELLED -> metrics.totalCancelledCount();
        };
    }

    /** A breaker that stands there, and a call from a CLOSED period before. */
    private Flight begin(String from) {
        make(settings().errorThreshold(2).successThreshold(2).halfOpenErrorThreshold(2));
        Flight late = begin();
        breaker.transitionToForcedClosed();
        moveTo(stateOf(from));
        switch (from) {
            case "C, one error", "H, one error" -> fail();
            case "H, one success" -> succeed();
            case "O, wait over" -> pass(30);
            case "H, full" -> begin();
            case "H, probe lost" -> {
                begin();
                pass(31);
            }
            case "H, lost and waited" -> {
                begin();
                pass(60);
            }
            case "H, cancelled" -> {
                cancel();
                begin();
            }
            case "H, cancelled, two" -> {
                cancel();
                begin();
                begin();
            }
            case "H, undecided" -> {
                cancel();
                pass(31);
            }
            case "H, undec, waited" -> {
                cancel();
                pass(60);
            }
            default -> {}
        }
        return late;
    }

    private static State stateOf(String code) {
        return switch (code.split(",", -1)[0]) {
            case "C" -> State.CLOSED;
            case "O" -> State.OPEN;
            case "H" -> State.HALF_OPEN;
            case "FO" -> State.FORCED_OPEN;
            case "FC" -> State.FORCED_CLOSED;
            default -> throw new AssertionError(code);
        };
    }

    private static String codeOf(State state) {
        return switch (state) {
            case CLOSED -> "C";
            case OPEN -> "O";
            case HALF_OPEN -> "H";
            case FORCED_OPEN -> "FO";
            case FORCED_CLOSED -> "FC";
        };
    }

    private static Outcome outcomeOf(String word) {
        return switch (word) {
            case "success" -> Outcome.SUCCESS;
            case "error" -> Outcome.ERROR;
            case "ignored" -> Outcome.IGNORED;
            default -> Outcome.CANCELLED;
        };
    }
}
