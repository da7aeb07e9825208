package io.fusebox.agent.cli.replay;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.replay.CallLog;
import io.fusebox.agent.replay.Figures;
import io.fusebox.agent.replay.Replay;
import io.fusebox.internal.figures.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes of the replays of breakers, as text and as JSON. */
final class WhatIf {
    private final List<Subject> subjects;
    private final Screen screen;

    WhatIf(List<Subject> subjects, Screen screen) {
        this.subjects = subjects;
        this.screen = screen;
    }

    /**
     * A table.
     *
     * @param openings whether a line for each opening follows
     */
    void print(boolean openings) {
        ReplayTable table = new ReplayTable();
        List<List<String>> timelines = new ArrayList<>();
        for (Subject subject : subjects) {
            if (subject.isDoubtful()) {
                table.addDoubtful(subject);
                continue;
            }
            if (subject.isChanged()) {
                var unused = table.add(subject.label() + ", as recorded", subject, subject.recorded());
            }
            Replay replay = table.add(subject.label(), subject, subject.asked());
            if (openings && !replay.openings().isEmpty()) {
                List<String> lines = new ArrayList<>(List.of(subject.label()));
                lines.addAll(Timeline.of(replay));
                timelines.add(lines);
            }
        }
        table.lines().forEach(screen::line);
        for (List<String> lines : timelines) {
            screen.line("");
            lines.forEach(screen::line);
        }
        tellDoubts();
    }

    private void tellDoubts() {
        for (Subject subject : subjects) {
            CallLog log = subject.log();
            if (log.unknown() > 0) {
                String rejected = subject.label() + ": " + log.unknown() + " of " + (log.unknown() + log.size())
                        + " calls were rejected when they were recorded, and nobody knows how they would have ended";
                screen.talk(
                        subject.isDoubtful()
                                ? rejected + ": too many to conclude anything. Record with mode = observe"
                                : rejected + "; they are left out");
            }
        }
    }

    /** Settings that let fewer errors through, or reject fewer successes. */
    void printAdvice() {
        screen.talk("trying settings");
        for (AdviceText advice : AdviceText.of(subjects)) {
            advice.lines().forEach(screen::line);
            String refusal = advice.refusal();
            if (refusal != null) {
                screen.talk(refusal);
            }
        }
    }

    /** A drawing, as SVG. */
    String picture() {
        return Picture.of(subjects);
    }

    /**
     * The object of the contract.
     *
     * @param advises whether it has advice too
     */
    String json(boolean advises) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        long unknown = 0;
        List<Object> breakers = new ArrayList<>();
        for (Subject subject : subjects) {
            unknown += subject.log().unknown();
            breakers.add(json(subject));
        }
        all.put("unknown", unknown);
        all.put("breakers", breakers);
        if (advises) {
            List<Object> advice = new ArrayList<>();
            for (AdviceText one : AdviceText.of(subjects)) {
                advice.addAll(one.json());
                String refusal = one.refusal();
                if (refusal != null) {
                    screen.talk(refusal);
                }
            }
            all.put("advice", advice);
        }
        return Json.of(all);
    }

    private static Map<String, @Nullable Object> json(Subject subject) {
        CallLog log = subject.log();
        Figures figures =
                subject.isDoubtful() ? null : Replay.of(log, subject.asked()).figures();
        Map<String, @Nullable Object> breaker = new LinkedHashMap<>();
        breaker.put("name", log.id().name());
        breaker.put("key", log.id().key().orElse(null));
        breaker.put("calls", log.size());
        breaker.put("errors", log.errors());
        breaker.put("openings", figures == null ? null : figures.openings());
        breaker.put("openMillis", figures == null ? null : TimeUnit.NANOSECONDS.toMillis(figures.openNanos()));
        breaker.put("rejected", figures == null ? null : figures.rejected());
        breaker.put("rejectedSuccesses", figures == null ? null : figures.rejectedSuccesses());
        breaker.put("errorsLetThrough", figures == null ? null : figures.errorsLetThrough());
        return breaker;
    }
}
