package io.fusebox.agent.http;

import org.jspecify.annotations.Nullable;

/**
 * A move that somebody asks for.
 *
 * @param breaker the name of the breaker
 * @param key null: the breaker without a key and all its keys, as for the commands
 * @param operation as the commands name it: {@code open}, {@code force-close}
 * @param seconds for {@code open}, how long; 0: as the settings say
 */
public record Move(String breaker, @Nullable String key, String operation, long seconds) {}
