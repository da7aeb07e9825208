package io.fusebox.agent.cli.replay;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.replay.Figures;
import io.fusebox.agent.replay.Reaction;
import io.fusebox.agent.replay.Replay;
import io.fusebox.internal.figures.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The figures of replays as a table. */
final class ReplayTable {
    private static final int COLUMNS = 10;

    private final TextTable table = new TextTable("lrrrrrrrrr");

    ReplayTable() {
        table.row(
                "BREAKER",
                "CALLS",
                "ERRORS",
                "OPENINGS",
                "OPEN FOR",
                "REJECTED",
                "SUCCESSES REJECTED",
                "ERRORS LET THROUGH",
                "TO OPEN",
                "TO CLOSE");
    }

    /** Adds a row: what a breaker does under settings. */
    Replay add(String label, Subject subject, CircuitBreakerSettings settings) {
        Replay replay = Replay.of(subject.log(), settings);
        Figures figures = replay.figures();
        Reaction reaction = Reaction.of(subject.outages(), replay);
        table.row(
                label,
                Long.toString(figures.calls()),
                Long.toString(figures.errors()),
                Long.toString(figures.openings()),
                Timeline.duration(figures.openNanos()),
                Long.toString(figures.rejected()),
                Long.toString(figures.rejectedSuccesses()),
                Long.toString(figures.errorsLetThrough()),
                duration(reaction.toOpen()),
                duration(reaction.toClose()));
        return replay;
    }

    /** Adds a row for a breaker about which too little is known. */
    void addDoubtful(Subject subject) {
        String[] row = new String[COLUMNS];
        Arrays.fill(row, "?");
        row[0] = subject.label();
        row[1] = Long.toString(subject.log().size());
        row[2] = Long.toString(subject.log().errors());
        table.row(row);
    }

    List<String> lines() {
        return List.of(table.lines());
    }

    private static String duration(OptionalLong nanos) {
        return nanos.isEmpty() ? "-" : Timeline.duration(nanos.getAsLong());
    }
}
