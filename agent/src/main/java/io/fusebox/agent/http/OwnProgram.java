package io.fusebox.agent.http;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.view.RegistryReader;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program that the agent is in. What is read is kept for a moment, so that many readers cost no more than one. */
public final class OwnProgram implements Programs {
    private static final long KEPT_NANOS = 500_000_000L;

    private final Registry registry;
    private final RegistryReader reader;
    private volatile AgentOptions options;
    private @Nullable List<Subject> known;
    private long readAt;

    public OwnProgram(Registry registry, AgentOptions options) {
        this.registry = registry;
        this.reader = new RegistryReader(registry);
        this.options = options;
    }

    /** Other options are in force. */
    public void follow(AgentOptions next) {
        options = next;
    }

    @Override
    public synchronized List<Subject> read() {
        long now = System.nanoTime();
        List<Subject> last = known;
        if (last == null || now - readAt > KEPT_NANOS) {
            last = List.of(Subject.of(reader.read(), Map.of()));
            known = last;
            readAt = now;
        }
        return last;
    }

    @Override
    public boolean isOne() {
        return true;
    }

    @Override
    public @Nullable String refusalOfMoves() {
        return options.httpTokenFile() == null || options.jmx() == AgentOptions.Jmx.READ_ONLY
                ? "agent.http-token-file is not set, or agent.jmx = read-only"
                : null;
    }

    @Override
    public boolean isToken(String token) throws IOException {
        File file = options.httpTokenFile();
        return file != null && new TokenFile(file).has(token);
    }

    @Override
    public synchronized String move(Move move) {
        OperatorMove operation = move.operatorMove();
        Breaker breaker = registry.find(new BreakerId(move.breaker(), Optional.ofNullable(move.key())));
        if (breaker == null) {
            throw new IllegalArgumentException("there is no such breaker");
        }
        known = null;
        return move.key() == null
                ? operation.applyToName(registry, move.breaker(), move.time())
                : operation.apply(registry, breaker, move.time());
    }
}
