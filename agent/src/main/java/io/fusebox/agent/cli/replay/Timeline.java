package io.fusebox.agent.cli.replay;

import io.fusebox.State;
import io.fusebox.agent.replay.Opening;
import io.fusebox.agent.replay.Replay;
import io.fusebox.internal.text.DurationText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line for each opening of a replayed breaker. */
final class Timeline {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Timeline() {}

    static List<String> of(Replay replay) {
        List<String> lines = new ArrayList<>();
        for (Opening opening : replay.openings()) {
            lines.add("  " + time(opening.at()) + "  OPEN for " + duration(opening.until() - opening.at()) + ": "
                    + opening.reason() + "; " + opening.rejected() + " rejected, " + opening.rejectedSuccesses()
                    + " of them would have succeeded" + (opening.next() == State.OPEN ? "; still open" : ""));
        }
        return lines;
    }

    /** A time of the recorder's clock on that of the user. */
    static String time(long nanos) {
        return TIME.format(Instant.ofEpochSecond(0, nanos));
    }

    /** To the millisecond; {@code 1.234s}, {@code 12m3s}. */
    static String duration(long nanos) {
        long millis = Math.round(nanos / 1e6);
        if (millis >= 60_000) {
            return DurationText.text(Math.round(millis / 1e3) * 1000);
        }
        return millis < 1000 ? millis + "ms" : trimmed(millis / 1e3) + "s";
    }

    private static String trimmed(double seconds) {
        String text = String.format(Locale.ROOT, "%.3f", seconds);
        return text.replaceAll("\\.?0+$", "");
    }
}
