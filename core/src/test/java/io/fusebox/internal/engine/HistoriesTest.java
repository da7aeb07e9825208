package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random histories through the real breaker and its model. {@code -Dfusebox.histories=N} runs more of them, {@code
 * -Dfusebox.seed=S} begins at another seed.
 */
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("fusebox.histories", 10_000);
    private static final long FIRST_SEED = Long.getLong("fusebox.seed", 1);
    private static final int STEPS = 60;

    @Test
    void everyHistoryIsWhatTheRulesSay() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            Steps random = new Steps(seed);
            CircuitBreakerSettings settings = random.settings();
            List<Steps.Step> steps = random.steps(STEPS);
            boolean alwaysLooking = seed % 2 == 0;
            if (differenceIn(settings, steps, alwaysLooking) != null) {
                List<Steps.Step> shortest = shortest(settings, steps, alwaysLooking);
                throw new AssertionError("seed " + seed + ", " + settings + "\n  " + join(shortest) + "\n"
                        + differenceIn(settings, shortest, alwaysLooking).getMessage());
            }
        }
    }

    @Test
    void aFailingHistoryIsShortenedToWhatMatters() {
        Steps.Step harmless = new Steps.Step("harmless", twins -> {});
        Steps.Step wrong = new Steps.Step("wrong", twins -> assertThat(1).isEqualTo(2));
        List<Steps.Step> steps = List.of(harmless, harmless, wrong, harmless, harmless);
        assertThat(shortest(CircuitBreakerSettings.defaults(), steps, true)).containsExactly(wrong);
    }

    private static List<Steps.Step> shortest(
            CircuitBreakerSettings settings, List<Steps.Step> steps, boolean alwaysLooking) {
        List<Steps.Step> shortest = new ArrayList<>(steps);
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = shortest.size() - 1; i >= 0; i--) {
                List<Steps.Step> without = new ArrayList<>(shortest);
                without.remove(i);
                if (differenceIn(settings, without, alwaysLooking) != null) {
                    shortest = without;
                    shorter = true;
                }
            }
        }
        return shortest;
    }

    /** Where the two differ first, or null. Looking at the breaker, or not, at every step must make no difference. */
    private static Throwable differenceIn(
            CircuitBreakerSettings settings, List<Steps.Step> steps, boolean alwaysLooking) {
        Twins twins = new Twins(settings);
        try {
            for (Steps.Step step : steps) {
                step.happens().accept(twins);
                twins.assertEqual(alwaysLooking);
            }
            twins.assertEqual(true);
            return null;
        } catch (AssertionError | RuntimeException difference) {
            return difference;
        }
    }

    private static String join(List<Steps.Step> steps) {
        return String.join("\n  ", steps.stream().map(Steps.Step::toString).toList());
    }
}
