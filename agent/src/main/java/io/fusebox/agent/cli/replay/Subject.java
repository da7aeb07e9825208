package io.fusebox.agent.cli.replay;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.replay.CallLog;
import io.fusebox.agent.replay.Doubt;
import io.fusebox.agent.replay.Outage;
import io.fusebox.agent.replay.ReplayedSettings;
import java.util.List;

/**
 * A recorded breaker that was asked for.
 *
 * @param log its calls
 * @param recorded the settings that it was recorded with
 * @param asked the settings that were asked for: the same without {@code --config} and {@code --set}
 * @param outages the outages of its service
 */
record Subject(CallLog log, CircuitBreakerSettings recorded, CircuitBreakerSettings asked, List<Outage> outages) {

    /** Name and key. */
    String label() {
        return log.id().toString();
    }

    /** Whether too many outcomes are unknown. */
    boolean isDoubtful() {
        return Doubt.isTooMuchUnknown(log);
    }

    /** Whether both settings are of interest. */
    boolean isChanged() {
        return !ReplayedSettings.of(recorded).equals(ReplayedSettings.of(asked));
    }
}
