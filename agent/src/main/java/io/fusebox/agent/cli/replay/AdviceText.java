package io.fusebox.agent.cli.replay;

import io.fusebox.agent.replay.Advice;
import io.fusebox.agent.replay.Doubt;
import io.fusebox.agent.replay.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is advised for one breaker and its keys, as lines of a configuration file and as JSON. */
final class AdviceText {
    private final String breaker;
    private final List<Subject> subjects;
    private final List<Advice.Row> rows;

    private AdviceText(String breaker, List<Subject> subjects, List<Advice.Row> rows) {
        this.breaker = breaker;
        this.subjects = subjects;
        this.rows = rows;
    }

    /** The advice for each breaker; a refusal where too little is known. */
    static List<AdviceText> of(List<Subject> all) {
        Map<String, List<Subject>> byName = new LinkedHashMap<>();
        for (Subject subject : all) {
            byName.computeIfAbsent(subject.log().id().name(), name -> new ArrayList<>())
                    .add(subject);
        }
        List<AdviceText> advice = new ArrayList<>();
        byName.forEach((name, subjects) -> advice.add(of(name, subjects)));
        return advice;
    }

    private static AdviceText of(String breaker, List<Subject> subjects) {
        AdviceText without = new AdviceText(breaker, subjects, List.of());
        if (without.refusal() != null) {
            return without;
        }
        return new AdviceText(
                breaker,
                subjects,
                Advice.of(
                        subjects.stream().map(Subject::log).toList(),
                        subjects.stream().map(Subject::asked).toList()));
    }

    private int outages() {
        return subjects.stream().mapToInt(subject -> subject.outages().size()).sum();
    }

    /** Why there is no advice; null if there is. */
    @Nullable
    String refusal() {
        if (subjects.stream().anyMatch(Subject::isDoubtful)) {
            return breaker + ": no advice, since too many outcomes are unknown";
        }
        int outages = outages();
        if (outages >= Doubt.FEWEST_OUTAGES) {
            return null;
        }
        return breaker + ": no advice: the recording has "
                + (outages == 0 ? "no outage" : outages == 1 ? "one outage" : outages + " outages")
                + ", and with fewer than " + Doubt.FEWEST_OUTAGES
                + " any settings may look good by chance. Record for longer";
    }

    /** Lines to paste, the best for errors first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Advice.Row row : rows) {
            Figures figures = row.figures();
            lines.add("");
            lines.add("# " + breaker + ' ' + ++number + (row.present() ? " (present settings)" : "") + ": "
                    + figures.errorsLetThrough() + " of " + figures.errors() + " errors let through, "
                    + figures.rejectedSuccesses() + " of " + (figures.calls() - figures.errors())
                    + " successes rejected, " + figures.openings() + " openings");
            row.settings().forEach((key, value) -> lines.add("breaker." + breaker + '.' + key + " = " + value));
            if (row.settings().isEmpty()) {
                lines.add("# all settings at their defaults");
            }
        }
        return lines;
    }

    /** The objects of the contract. */
    List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Advice.Row row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("breaker", breaker);
            object.put("settings", row.settings());
            object.put("errorsLetThrough", row.figures().errorsLetThrough());
            object.put("rejectedSuccesses", row.figures().rejectedSuccesses());
            all.add(object);
        }
        return all;
    }
}
