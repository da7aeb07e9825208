package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.text.TerminalText;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.internal.figures.BreakerFigure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** On which JVMs an order takes effect, and why it has no effect on the others. For use by one thread. */
final class FleetReach {
    private static final int MOST_NAMED = 3;

    /** What an order does on a JVM; the strongest effect first. */
    private enum Effect {
        OBEYED(""),
        ONLY_OBSERVED("the breaker's mode is observe there, so it rejects nothing"),
        IGNORED("the breaker's mode is off there, so it rejects nothing"),
        NO_BREAKER("there is no such breaker now");

        final String reason;

        Effect(String reason) {
            this.reason = reason;
        }
    }

    private final int jvms;
    private final int unreadable;
    private final Map<Effect, List<Member>> byEffect = new EnumMap<>(Effect.class);

    /**
     * What an order reaches.
     *
     * @param breaker as the operator wrote it: {@code http} means all its keys, {@code http[api.acme.com]} one of them
     * @param rejects whether the order rejects calls: only then the mode matters, since calls pass in every mode (R20)
     */
    FleetReach(FleetView fleet, String breaker, boolean rejects) {
        jvms = fleet.members().size();
        unreadable = fleet.unreadable();
        for (Member member : fleet.members()) {
            byEffect.computeIfAbsent(effect(member, breaker, rejects), effect -> new ArrayList<>())
                    .add(member);
        }
    }

    private static Effect effect(Member member, String breaker, boolean rejects) {
        Effect strongest = Effect.NO_BREAKER;
        for (BreakerView one : member.program().breakers()) {
            if (one.id().equals(breaker) || one.name().equals(breaker)) {
                Effect effect = rejects ? effectOn(one) : Effect.OBEYED;
                strongest = effect.compareTo(strongest) < 0 ? effect : strongest;
            }
        }
        return strongest;
    }

    private static Effect effectOn(BreakerView breaker) {
        return switch (breaker.text(BreakerFigure.MODE)) {
            case "observe" -> Effect.ONLY_OBSERVED;
            case "off" -> Effect.IGNORED;
            default -> Effect.OBEYED;
        };
    }

    /** {@code 5 JVMs}, or {@code 3 of 5 JVMs} if it has no effect on some. */
    String count() {
        int obeying = byEffect.getOrDefault(Effect.OBEYED, List.of()).size();
        return (obeying == jvms ? "" : obeying + " of ") + counted(jvms);
    }

    private static String counted(int jvms) {
        return jvms + (jvms == 1 ? " JVM" : " JVMs");
    }

    /** A line for each reason why a JVM does not obey: how many do not, and which. Safe for a terminal. */
    List<String> exceptions() {
        List<String> lines = new ArrayList<>();
        byEffect.forEach((effect, members) -> {
            if (effect != Effect.OBEYED) {
                lines.add("not on " + counted(members.size()) + ": " + effect.reason + ": " + names(members));
            }
        });
        if (unreadable > 0) {
            lines.add("not known for " + counted(unreadable) + ": " + (unreadable == 1 ? "its" : "their")
                    + " version of Fusebox writes what this one cannot read");
        }
        return lines;
    }

    private static String names(List<Member> members) {
        List<String> names = new ArrayList<>();
        for (Member member : members.subList(0, Math.min(MOST_NAMED, members.size()))) {
            names.add(TerminalText.of(member.title()));
        }
        int more = members.size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }
}
