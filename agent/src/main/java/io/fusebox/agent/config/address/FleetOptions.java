package io.fusebox.agent.config.address;

import io.fusebox.fleet.redis.RedisAddress;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the fleet ({@code fleet.…}). Immutable. Not loaded without {@code fleet.url}.
 *
 * @param redis where the fleet meets
 * @param name the fleet's name; null: that of the main class or jar
 * @param passwordFile its first line is the password for Redis; null: there is none
 * @param quorum the percentage of the callers that must have opened a breaker before the others open it too
 */
public record FleetOptions(
        RedisAddress redis, @Nullable String name, @Nullable File passwordFile, double quorum) {}
