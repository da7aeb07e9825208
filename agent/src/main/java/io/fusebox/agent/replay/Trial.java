package io.fusebox.agent.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Settings that were tried, and what came of it.
 *
 * @param candidate the settings
 * @param figures of all keys of the breaker together
 */
record Trial(Candidate candidate, Figures figures) {
    /** Fewer errors let through first; then fewer successes rejected; then the simpler settings. */
    private static final Comparator<Trial> ORDER = Comparator.comparingLong(
                    (Trial trial) -> trial.figures().errorsLetThrough())
            .thenComparingLong(trial -> trial.figures().rejectedSuccesses())
            .thenComparingInt(trial -> trial.candidate().complexity());

    /** Those that no other beats in both; of equal ones the simplest. Fewest errors let through first. */
    static List<Trial> unbeaten(List<Trial> all) {
        List<Trial> sorted = new ArrayList<>(all);
        sorted.sort(ORDER);
        List<Trial> unbeaten = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (Trial trial : sorted) {
            if (trial.figures().rejectedSuccesses() < least) {
                least = trial.figures().rejectedSuccesses();
                unbeaten.add(trial);
            }
        }
        return unbeaten;
    }

    /** At most so many of them, both ends among them: the one goes first whose neighbours are nearest to each other. */
    static List<Trial> thinned(List<Trial> unbeaten, int most) {
        List<Trial> left = new ArrayList<>(unbeaten);
        while (left.size() > Math.max(2, most)) {
            int crowded = 1;
            double least = Double.MAX_VALUE;
            for (int i = 1; i + 1 < left.size(); i++) {
                double distance = left.get(i - 1).distance(left.get(i + 1));
                if (distance < least) {
                    least = distance;
                    crowded = i;
                }
            }
            left.remove(crowded);
        }
        return left;
    }

    /** In orders of magnitude: from 1 error to 2 is as far as from 1,000 to 2,000. */
    private double distance(Trial other) {
        return distance(figures.errorsLetThrough(), other.figures.errorsLetThrough())
                + distance(figures.rejectedSuccesses(), other.figures.rejectedSuccesses());
    }

    private static double distance(long one, long other) {
        return Math.abs(Math.log1p((double) one) - Math.log1p((double) other));
    }
}
