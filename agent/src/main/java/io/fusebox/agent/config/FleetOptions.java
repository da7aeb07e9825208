package io.fusebox.agent.config;

import io.fusebox.fleet.redis.RedisAddress;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the fleet ({@code fleet.…}). Immutable. Not loaded without {@code fleet.url}.
 *
 * @param redis where the fleet meets
 * @param name the fleet's name; null: that of the main class or jar
 * @param passwordFile its first line is the password for Redis; null: there is none
 * @param quorum the share of the callers, 0 to 1, that must have opened a breaker before the others open it too
 */
public record FleetOptions(RedisAddress redis, @Nullable String name, @Nullable File passwordFile, double quorum) {
    private static final double PERCENT = 100;

    /** @param before what holds where a value has a problem; null: no fleet, or the defaults */
    static @Nullable FleetOptions of(Section section, @Nullable FleetOptions before) {
        Object redis = section.valueOr(Setting.FLEET_URL, before == null ? null : before.redis);
        if (redis == null) {
            return null;
        }
        Object name = section.valueOr(Setting.FLEET_NAME, before == null ? null : before.name);
        Object file = section.valueOr(
                Setting.FLEET_PASSWORD_FILE,
                before == null || before.passwordFile == null ? null : before.passwordFile.getPath());
        Object quorum = section.required(
                Setting.FLEET_QUORUM,
                before == null ? Setting.FLEET_QUORUM.defaultValue() : (Object) (before.quorum * PERCENT));
        return new FleetOptions(
                (RedisAddress) redis,
                (String) name,
                file == null ? null : new File(String.valueOf(file)),
                ((Number) quorum).doubleValue() / PERCENT);
    }
}
