package io.fusebox.agent.cli.serve;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.fleet.FleetStore;
import io.fusebox.agent.cli.fleet.FleetView;
import io.fusebox.agent.cli.fleet.Member;
import io.fusebox.agent.http.Move;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.text.TerminalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The JVMs of a fleet, as they publish in Redis. One thread asks Redis every second; those who ask for the page or for metrics get
 * its last answer, and never wait for Redis. Safe for use by any thread.
 */
final class FleetPrograms implements ServedPrograms {
    private final FleetStore store;
    private final String fleet;
    private final Consumer<String> news;
    private final Set<String> told = new TreeSet<>();
    private boolean isAway;
    private volatile List<Subject> subjects = List.of();

    /** @param news receives a line for each JVM that comes or goes, and when Redis does */
    FleetPrograms(FleetStore store, String fleet, Consumer<String> news) {
        this.store = store;
        this.fleet = fleet;
        this.news = news;
    }

    @Override
    public void look() {
        try {
            show(store.view(fleet));
            if (isAway) {
                isAway = false;
                news.accept("Redis answers again");
            }
        } catch (CommandFailed away) {
            String problem = Objects.requireNonNull(away.getMessage());
            subjects = List.of(Subject.silent(labels(""), problem));
            if (!isAway) {
                isAway = true;
                news.accept(problem);
            }
        }
    }

    private void show(FleetView view) {
        Map<String, Integer> namesakes = new HashMap<>();
        for (Member member : view.members()) {
            namesakes.merge(member.title(), 1, Integer::sum);
        }
        List<Subject> shown = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        for (Member member : view.members()) {
            // Containers may share a name of the machine, and have the same process id.
            boolean isUnique = namesakes.getOrDefault(member.title(), 0) == 1;
            String title = isUnique ? member.title() : member.title() + '/' + member.id();
            titles.add(title);
            shown.add(Subject.of(member.program(), labels(title)));
        }
        subjects = shown;
        for (String title : titles) {
            if (told.add(title)) {
                news.accept("shows " + TerminalText.of(title));
            }
        }
        for (String title : List.copyOf(told)) {
            if (!titles.contains(title)) {
                told.remove(title);
                news.accept("no longer shows " + TerminalText.of(title));
            }
        }
    }

    private Map<String, String> labels(String pid) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("jvm", fleet);
        labels.put("pid", pid);
        return labels;
    }

    @Override
    public List<Subject> read() {
        return subjects;
    }

    @Override
    public boolean isOne() {
        return false;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public String refusalOfMoves() {
        return "an operator moves a whole fleet: java -jar fusebox-agent.jar fleet force-open URL BREAKER";
    }

    @Override
    public boolean isToken(String given) {
        return false;
    }

    @Override
    public String move(Move move) {
        throw new IllegalArgumentException(refusalOfMoves());
    }

    @Override
    public void close() {
        store.close();
    }
}
