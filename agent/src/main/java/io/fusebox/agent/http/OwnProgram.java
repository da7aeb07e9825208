package io.fusebox.agent.http;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.view.RegistryReader;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program that the agent is in. What is read is kept for a moment, so that many readers cost no more than one. */
public final class OwnProgram implements Programs {
    private static final long KEPT_NANOS = 500_000_000L;
    private static final int LONGEST_TOKEN = 4_096;

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
            last = List.of(new Subject(reader.read(), Map.of()));
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
    public boolean allowsMoves() {
        return options.httpTokenFile() != null && options.jmx() != AgentOptions.Jmx.READ_ONLY;
    }

    @Override
    public boolean isToken(String token) throws IOException {
        byte[] expected = token();
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return expected.length > 0 && MessageDigest.isEqual(expected, given);
    }

    /** Read at each move, so that a token that was changed is the one that counts. */
    private byte[] token() throws IOException {
        File file = options.httpTokenFile();
        if (file == null || !file.isFile()) {
            return new byte[0];
        }
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8)
                    .trim()
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public synchronized String move(Move move) {
        OperatorMove operation = OperatorMove.ofWord(move.operation());
        if (operation == null) {
            throw new IllegalArgumentException(
                    "there is no such operation; write open, close, force-open, force-close, half-open or reset");
        }
        if (move.seconds() > 0 && operation != OperatorMove.OPEN) {
            throw new IllegalArgumentException("only open takes seconds");
        }
        if (move.seconds() > OperatorMove.MAX_SECONDS) {
            throw new IllegalArgumentException("seconds must be at most " + OperatorMove.MAX_SECONDS + " (365 days)");
        }
        Breaker breaker = registry.find(new BreakerId(move.breaker(), Optional.ofNullable(move.key())));
        if (breaker == null) {
            throw new IllegalArgumentException("there is no such breaker");
        }
        known = null;
        Duration wait = move.seconds() == 0 ? null : Duration.ofSeconds(move.seconds());
        return move.key() == null
                ? operation.applyToName(registry, move.breaker(), wait)
                : operation.apply(breaker, wait);
    }
}
