package io.fusebox.agent.replay;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for settings of one breaker, all its keys together, that let fewer errors through and reject fewer successes. Tries what opens it
 * first, and with the best of that how long it waits, slow calls, and probes. For one thread.
 */
public final class Advice {
    /** How many rows it has at most, the present settings among them. */
    public static final int MOST_ROWS = 7;

    private static final List<Integer> ERRORS = List.of(2, 3, 5, 8, 12, 20, 50);
    private static final List<Double> RATES = List.of(20.0, 30.0, 50.0, 70.0);
    private static final Map<Window, Integer> WINDOWS = windows();
    private static final List<Integer> WAITS_SECONDS = List.of(1, 2, 5, 10, 20, 30, 60);
    private static final List<Double> SLOW_RATES = List.of(50.0, 80.0);
    private static final List<Integer> SLOW_MILLIS = List.of(50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);

    /** The share of calls that must be slower than a limit for it to be tried. */
    private static final double LEAST_SLOW_SHARE = 0.01;

    /**
     * One row.
     *
     * @param settings key and value of each setting to write
     * @param figures what the breaker would have done
     * @param present whether it has these settings
     */
    public record Row(Map<String, String> settings, Figures figures, boolean present) {}

    private final List<CallLog> logs;
    private final List<CircuitBreakerSettings> present;
    private final Map<String, Trial> tried = new LinkedHashMap<>();

    private Advice(List<CallLog> logs, List<CircuitBreakerSettings> present) {
        this.logs = logs;
        this.present = present;
    }

    /**
     * The rows for one breaker, fewest errors let through first.
     *
     * @param logs its calls, for each key
     * @param present its settings, for each of them
     */
    public static List<Row> of(List<CallLog> logs, List<CircuitBreakerSettings> present) {
        return new Advice(logs, present).rows();
    }

    private List<Row> rows() {
        Candidate begin = Candidate.of(present.get(0));
        Trial now = new Trial(begin, figures(null));
        tried.put(begin.toString(), now);
        tryAll(openers(begin));
        tryAll(with(BreakerSetting.RESET_TIMEOUT, waits()));
        tryAll(slow());
        tryAll(probes());
        List<Trial> best = Trial.unbeaten(new ArrayList<>(tried.values()));
        List<Row> rows = new ArrayList<>();
        boolean shown = false;
        for (Trial trial : Trial.thinned(best, MOST_ROWS - 1)) {
            boolean equal = trial.figures().errorsLetThrough() == now.figures().errorsLetThrough()
                    && trial.figures().rejectedSuccesses() == now.figures().rejectedSuccesses()
                    && trial.candidate().complexity() >= begin.complexity();
            if (!shown
                    && (equal
                            || trial.figures().errorsLetThrough()
                                    > now.figures().errorsLetThrough())) {
                rows.add(row(now, true));
                shown = true;
            }
            if (!equal) {
                rows.add(row(trial, false));
            }
        }
        if (!shown) {
            rows.add(row(now, true));
        }
        return rows;
    }

    private Row row(Trial trial, boolean isPresent) {
        return new Row(trial.candidate().texts(present.get(0)), trial.figures(), isPresent);
    }

    private void tryAll(List<Candidate> candidates) {
        Map<String, Candidate> fresh = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            if (!tried.containsKey(candidate.toString())) {
                fresh.putIfAbsent(candidate.toString(), candidate);
            }
        }
        for (Trial trial : fresh.values().parallelStream()
                .map(candidate -> new Trial(candidate, figures(candidate)))
                .toList()) {
            tried.put(trial.candidate().toString(), trial);
        }
    }

    private Figures figures(@Nullable Candidate candidate) {
        Figures sum = Figures.NONE;
        for (int i = 0; i < logs.size(); i++) {
            CircuitBreakerSettings settings = candidate == null ? present.get(i) : candidate.on(present.get(i));
            sum = sum.plus(Replay.of(logs.get(i), settings).figures());
        }
        return sum;
    }

    /** The best so far, with which the next settings are tried. */
    private List<Candidate> best() {
        return Trial.thinned(Trial.unbeaten(new ArrayList<>(tried.values())), MOST_ROWS).stream()
                .map(Trial::candidate)
                .toList();
    }

    private static List<Candidate> openers(Candidate begin) {
        List<Candidate> all = new ArrayList<>();
        for (Integer errors : ERRORS) {
            Candidate some = begin.with(BreakerSetting.ERROR_THRESHOLD, errors)
                    .with(BreakerSetting.ERROR_RATE_THRESHOLD, null)
                    .with(BreakerSetting.SLOW_CALL_RATE_THRESHOLD, null)
                    .with(BreakerSetting.SLOW_CALL_DURATION, null);
            all.add(some);
            for (Double rate : RATES) {
                WINDOWS.forEach((window, calls) -> all.add(some.with(BreakerSetting.ERROR_RATE_THRESHOLD, rate)
                        .with(BreakerSetting.WINDOW, window)
                        .with(BreakerSetting.MINIMUM_CALLS, calls)));
            }
        }
        return all;
    }

    private <T> List<Candidate> with(BreakerSetting<T> setting, List<T> values) {
        List<Candidate> all = new ArrayList<>();
        for (Candidate candidate : best()) {
            for (T value : values) {
                all.add(candidate.with(setting, value));
            }
        }
        return all;
    }

    private static List<Duration> waits() {
        return WAITS_SECONDS.stream().map(Duration::ofSeconds).toList();
    }

    private List<Candidate> slow() {
        List<Candidate> all = new ArrayList<>();
        for (Duration limit : slowLimits()) {
            for (Candidate candidate : best()) {
                for (Double rate : SLOW_RATES) {
                    all.add(candidate
                            .with(BreakerSetting.SLOW_CALL_DURATION, limit)
                            .with(BreakerSetting.SLOW_CALL_RATE_THRESHOLD, rate));
                }
            }
        }
        return all;
    }

    /** Those that some calls are slower than, and not most. */
    private List<Duration> slowLimits() {
        List<Duration> limits = new ArrayList<>();
        for (Integer millis : SLOW_MILLIS) {
            long slower = 0;
            long all = 0;
            for (CallLog log : logs) {
                all += log.size();
                for (int i = 0; i < log.size(); i++) {
                    slower += log.end(i) - log.start(i) > millis * 1_000_000L ? 1 : 0;
                }
            }
            if (slower >= LEAST_SLOW_SHARE * all && slower <= all / 2) {
                limits.add(Duration.ofMillis(millis));
            }
        }
        return limits;
    }

    private List<Candidate> probes() {
        List<Candidate> all = new ArrayList<>();
        for (Candidate candidate : best()) {
            for (Integer successes : List.of(1, 2, 5)) {
                for (Integer capacity : List.of(1, 3)) {
                    for (Integer errors : List.of(1, 2)) {
                        all.add(candidate
                                .with(BreakerSetting.SUCCESS_THRESHOLD, successes)
                                .with(BreakerSetting.HALF_OPEN_CAPACITY, capacity)
                                .with(BreakerSetting.HALF_OPEN_ERROR_THRESHOLD, errors));
                    }
                }
            }
        }
        return all;
    }

    private static Map<Window, Integer> windows() {
        Map<Window, Integer> windows = new LinkedHashMap<>();
        windows.put(new Window.Calls(20), 10);
        windows.put(new Window.Calls(100), 20);
        windows.put(new Window.Time(Duration.ofSeconds(10)), 20);
        windows.put(new Window.Time(Duration.ofSeconds(60)), 20);
        return windows;
    }
}
