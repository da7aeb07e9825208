package io.fusebox.agent.cli.serve;

import com.sun.tools.attach.VirtualMachineDescriptor;
import io.fusebox.agent.cli.jvm.JvmNames;
import io.fusebox.agent.http.Move;
import io.fusebox.agent.http.TokenFile;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.internal.registry.OperatorMove;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JVMs of this user on this machine that have Fusebox. They come and go. Safe for use by any thread. */
final class LocalPrograms implements ServedPrograms {
    /** A JVM that has not answered by then is shown as one that does not answer. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WantedJvms wanted;
    private final @Nullable TokenFile token;
    private final Consumer<String> news;
    private final Map<String, JvmFeed> feeds = new ConcurrentHashMap<>();
    private final Set<String> told = new HashSet<>();
    private Set<String> young = Set.of();

    /**
     * The programs.
     *
     * @param token allows moves; null: nobody may move anything
     * @param news receives a line for each JVM that comes or goes
     */
    LocalPrograms(WantedJvms wanted, @Nullable TokenFile token, Consumer<String> news) {
        this.wanted = wanted;
        this.token = token;
        this.news = news;
    }

    @Override
    public void look() {
        Set<String> now = new HashSet<>();
        Set<String> nowYoung = new HashSet<>();
        for (VirtualMachineDescriptor descriptor : JvmNames.others()) {
            String pid = descriptor.id();
            String mainClass = JvmNames.mainClassOf(descriptor);
            if (wanted.has(pid, mainClass)) {
                now.add(pid);
                if (young.contains(pid) || (wanted.names(pid) && WantedJvms.isKnown(mainClass))) {
                    feeds.computeIfAbsent(pid, id -> new JvmFeed(id, WantedJvms.title(mainClass), wanted.names(id)));
                } else if (!feeds.containsKey(pid)) {
                    // Let it start: we should only be in its way.
                    nowYoung.add(pid);
                }
            }
        }
        young = nowYoung;
        for (JvmFeed feed : List.copyOf(feeds.values())) {
            if (!now.contains(feed.pid())
                    && ProcessHandle.of(Long.parseLong(feed.pid())).isEmpty()) {
                feeds.remove(feed.pid());
                feed.close();
            }
        }
        tell();
    }

    /** Has the new ones connect before somebody asks, and tells of those that came and went. */
    private void tell() {
        Map<String, String> shown = new HashMap<>();
        for (JvmFeed feed : feeds.values()) {
            if (!feed.isShown()) {
                var unused = feed.ask();
            }
            if (feed.isShown()) {
                shown.put(feed.pid(), feed.jvm() + " (" + feed.pid() + ")");
            }
        }
        for (Map.Entry<String, String> one : shown.entrySet()) {
            if (told.add(one.getValue())) {
                news.accept("shows " + one.getValue());
            }
        }
        for (String one : List.copyOf(told)) {
            if (!shown.containsValue(one)) {
                told.remove(one);
                news.accept("no longer shows " + one);
            }
        }
    }

    /** Whether only processes were asked for that have ended. */
    @Override
    public boolean isOver() {
        return wanted.isFixed() && feeds.isEmpty() && young.isEmpty();
    }

    @Override
    public List<Subject> read() {
        List<JvmFeed> present = new ArrayList<>(feeds.values());
        present.sort(Comparator.comparing(JvmFeed::jvm).thenComparing(feed -> Long.parseLong(feed.pid())));
        long deadline = System.nanoTime() + LIMIT_NANOS;
        List<FutureTask<Optional<Subject>>> asked = new ArrayList<>();
        for (JvmFeed feed : present) {
            asked.add(feed.ask());
        }
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            JvmFeed feed = present.get(i);
            if (feed.isShown() || asked.get(i).isDone()) {
                feed.await(asked.get(i), deadline).ifPresent(subjects::add);
            }
        }
        return subjects;
    }

    @Override
    public boolean isOne() {
        return false;
    }

    @Override
    public @Nullable String refusalOfMoves() {
        return token == null ? "serve runs without --token-file" : null;
    }

    @Override
    public boolean isToken(String given) throws IOException {
        return token != null && token.has(given);
    }

    @Override
    public String move(Move move) {
        OperatorMove operation = move.operatorMove();
        List<JvmFeed> meant = new ArrayList<>();
        for (Subject subject : read()) {
            String pid = Objects.requireNonNull(subject.labels().get("pid"));
            JvmFeed feed = feeds.get(pid);
            if (feed != null && (move.pid() == null || move.pid().equals(pid)) && has(subject, move)) {
                meant.add(feed);
            }
        }
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("there is no such breaker, or its JVM does not answer");
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException("several JVMs have such a breaker: add pid= with one of "
                    + String.join(", ", meant.stream().map(JvmFeed::pid).toList()));
        }
        String name = move.key() == null ? move.breaker() : move.breaker() + '[' + move.key() + ']';
        return meant.get(0).move(operation, BreakerPattern.of(name), move.time());
    }

    /** Only what is there by this very name: a star is no wildcard here. */
    private static boolean has(Subject subject, Move move) {
        for (BreakerView breaker : subject.program().breakers()) {
            if (breaker.name().equals(move.breaker())
                    && (move.key() == null || move.key().equals(breaker.key()))) {
                return true;
            }
        }
        return false;
    }

    /** Leaves all of them. */
    @Override
    public void close() {
        feeds.values().forEach(JvmFeed::close);
    }
}
