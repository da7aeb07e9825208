package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.internal.figures.BreakerFigure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One breaker over all JVMs that have it. Made by one thread; not changed once it is shown. */
public final class FleetBreaker {
    /** The gravest first; a state of a newer version is as grave as that. */
    private static final List<String> STATES = List.of("OPEN", "FORCED_OPEN", "HALF_OPEN", "FORCED_CLOSED", "CLOSED");

    private static final Comparator<String> BY_GRAVITY =
            Comparator.<String>comparingInt(FleetBreaker::gravityOf).thenComparing(Comparator.naturalOrder());

    private static final int MOST_NAMED = 2;

    private final String id;
    private final Map<String, List<Member>> byState = new TreeMap<>(BY_GRAVITY);
    private final List<BreakerView> views = new ArrayList<>();

    /** How old the last error was, by the clock of its own JVM: the clocks of two JVMs are never compared. */
    private @Nullable Duration ageOfLastError;

    private String lastError = "";

    /** @param id name and key, as commands take them */
    FleetBreaker(String id) {
        this.id = id;
    }

    void add(Member member, BreakerView breaker) {
        views.add(breaker);
        byState.computeIfAbsent(breaker.state(), state -> new ArrayList<>()).add(member);
        if (breaker.get(BreakerFigure.LAST_ERROR_TIME) instanceof Date time) {
            Duration age = Duration.between(time.toInstant(), member.now());
            if (ageOfLastError == null || age.compareTo(ageOfLastError) < 0) {
                ageOfLastError = age;
                String message = breaker.text(BreakerFigure.LAST_ERROR_MESSAGE);
                lastError = breaker.text(BreakerFigure.LAST_ERROR_TYPE) + (message.isEmpty() ? "" : ": " + message);
            }
        }
    }

    String id() {
        return id;
    }

    /** How many JVMs have it. */
    int jvms() {
        return views.size();
    }

    /** How grave its gravest state is; the gravest is 0. */
    int gravity() {
        return gravityOf(gravest());
    }

    private static int gravityOf(String state) {
        return Math.max(0, STATES.indexOf(state));
    }

    /** The gravest of its states. */
    String gravest() {
        return byState.keySet().iterator().next();
    }

    /** {@code OPEN} if it is so on all JVMs, else {@code OPEN 2, CLOSED 18}. */
    String states() {
        if (byState.size() == 1) {
            return gravest();
        }
        List<String> parts = new ArrayList<>();
        byState.forEach((state, members) -> parts.add(state + ' ' + members.size()));
        return String.join(", ", parts);
    }

    /** Where the state is another than on most JVMs; empty if it is the same on all, or if no state has more than half. */
    String oddOneOut() {
        List<String> odd = new ArrayList<>();
        boolean hasMajority = false;
        for (Map.Entry<String, List<Member>> one : byState.entrySet()) {
            List<Member> members = one.getValue();
            if (2 * members.size() > jvms()) {
                hasMajority = true;
            } else {
                odd.add(one.getKey() + " on "
                        + (members.size() <= MOST_NAMED
                                ? String.join(
                                        ", ",
                                        members.stream()
                                                .map(Member::title)
                                                .sorted()
                                                .toList())
                                : members.size() + " JVMs"));
            }
        }
        return hasMajority ? String.join("; ", odd) : "";
    }

    /** The sum of a total over all JVMs. */
    long sum(BreakerFigure figure) {
        return views.stream()
                .mapToLong(view -> Math.max(0, view.number(figure)))
                .sum();
    }

    /** The last error of any JVM; empty if there was none. */
    String lastError() {
        return lastError;
    }
}
