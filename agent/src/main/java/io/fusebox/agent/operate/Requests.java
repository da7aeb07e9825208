package io.fusebox.agent.operate;

import io.fusebox.Transition;
import io.fusebox.internal.figures.FuseboxFigure;
import io.fusebox.internal.figures.Snapshot;
import io.fusebox.internal.figures.TextTable;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Answers the {@link Request requests} of commands. Safe for use by any thread. */
public final class Requests {
    private final Registry registry;
    private final AgentView view;
    private final OperatedAgent agent;

    public Requests(Registry registry, AgentView view, OperatedAgent agent) {
        this.registry = registry;
        this.view = view;
        this.agent = agent;
    }

    List<String> answer(List<String> words) throws RequestFailed {
        Request request = request(words.get(0));
        return switch (request) {
            case TABLE -> List.of((String[]) value(FuseboxFigure.BREAKERS));
            case NOTES -> Notes.of(view.unmatchedMethods(), view.configProblems());
            case SNAPSHOT -> List.of(Snapshot.json(registry));
            case MOVE -> move(words.get(1), words.get(2), words.get(3));
            case RELOAD -> List.of(agent.follow());
            case CONFIG -> agent.settings();
            case METHODS -> view.guardedMethods();
            case EVENTS -> events();
            case EXPLAIN -> agent.explain(words.get(1));
        };
    }

    private static Request request(String word) throws RequestFailed {
        for (Request request : Request.values()) {
            if (request.name().equals(word)) {
                return request;
            }
        }
        throw new RequestFailed("has an agent of another version, which does not know the request " + word);
    }

    private Object value(FuseboxFigure figure) {
        Object value = figure.value(registry);
        return value == null ? "" : value;
    }

    private List<String> move(String word, String breakers, String seconds) throws RequestFailed {
        if (view.jmx().equals("read-only")) {
            throw new RequestFailed("lets nobody move its breakers: agent.jmx = read-only in " + view.configFile());
        }
        OperatorMove move = OperatorMove.ofWord(word);
        if (move == null) {
            throw new RequestFailed("has an agent of another version, which does not know the move " + word);
        }
        Duration wait = seconds.isEmpty() ? null : Duration.ofSeconds(Long.parseLong(seconds));
        return new Moves(registry).apply(move, BreakerPattern.of(breakers), wait);
    }

    private List<String> events() {
        List<Transition> all = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            all.addAll(breaker.metrics().recentTransitions());
        }
        all.sort(Comparator.comparing(Transition::at));
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
        TextTable table = new TextTable("lllll");
        for (Transition change : all) {
            table.row(
                    time.format(change.at()),
                    change.breaker() + change.key().map(key -> '[' + key + ']').orElse(""),
                    change.from() + " -> " + change.to(),
                    change.cause().toString(),
                    change.reason());
        }
        return List.of(table.lines());
    }
}
