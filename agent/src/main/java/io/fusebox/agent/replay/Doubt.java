package io.fusebox.agent.replay;

/** When a recording says too little. */
public final class Doubt {
    /** Of more unknown outcomes than that nothing is concluded. */
    static final double MOST_UNKNOWN_PERCENT = 10;

    /** With fewer outages no settings are better than others. */
    public static final int FEWEST_OUTAGES = 3;

    private Doubt() {}

    /** Whether so many calls were rejected when they were recorded that nobody knows what a breaker would have met. */
    public static boolean isTooMuchUnknown(CallLog log) {
        return log.unknown() * 100.0 > MOST_UNKNOWN_PERCENT * (log.unknown() + log.size());
    }
}
