package io.fusebox.agent.operate;

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
        for (Breaker breaker : registry.all()) {
            all.add(breaker.id().toString());
            if (which.means(breaker.name(), breaker.key().orElse(null))) {
                String group = which.namesKeys() ? breaker.id().toString() : breaker.name();
                meant.computeIfAbsent(group, none -> new ArrayList<>()).add(breaker);
            }
        }
        if (meant.isEmpty()) {
            throw new RequestFailed(UnknownBreaker.message(which.toString(), all));
        }
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, List<Breaker>> group : meant.entrySet()) {
            sentences.add(
                    which.namesKeys()
                            ? move.apply(group.getValue().get(0), wait)
                            : move.applyToName(registry, group.getKey(), wait));
        }
        return sentences;
    }
}
