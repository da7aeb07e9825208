package io.fusebox.agent.operate;

import io.fusebox.agent.text.TerminalText;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves breakers for an operator. A name stands for its keys too; a forced state of a name is also that of its keys to come,
 * until the name is moved again (R4). Safe for use by any thread.
 */
public final class Moves {
    private final Registry registry;

    public Moves(Registry registry) {
        this.registry = registry;
    }

    /**
     * Moves what the pattern means.
     *
     * @param wait for {@link OperatorMove#OPEN}, how long it lasts; null: as the settings say
     * @return a sentence for each name, or for each key if the pattern names keys
     * @throws RequestFailed if it means no breaker
     */
    public List<String> apply(OperatorMove move, BreakerPattern which, @Nullable Duration wait) throws RequestFailed {
        Map<String, List<Breaker>> meant = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        List<Breaker> present = registry.all();
        boolean exact = which.namesKeys() && isThere(which.toString(), present);
        for (Breaker breaker : present) {
            all.add(breaker.id().toString());
            // A key may have a star: who writes a name that is there means that breaker alone.
            if (exact
                    ? breaker.id().toString().equals(which.toString())
                    : which.means(breaker.name(), breaker.key().orElse(null))) {
                String group = which.namesKeys() ? breaker.id().toString() : breaker.name();
                meant.computeIfAbsent(group, none -> new ArrayList<>()).add(breaker);
            }
        }
        if (meant.isEmpty()) {
            throw new RequestFailed(TerminalText.of(UnknownBreaker.message(which.toString(), all)));
        }
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, List<Breaker>> group : meant.entrySet()) {
            String sentence = which.namesKeys()
                    ? move.apply(registry, group.getValue().get(0), wait)
                    : move.applyToName(registry, group.getKey(), wait);
            // A key may have a line break, and with it forge a sentence.
            sentences.add(TerminalText.of(sentence));
        }
        return sentences;
    }

    private static boolean isThere(String name, List<Breaker> breakers) {
        for (Breaker breaker : breakers) {
            if (breaker.id().toString().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
