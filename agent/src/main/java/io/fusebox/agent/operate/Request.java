package io.fusebox.agent.operate;

/** What a command may ask an agent for; the answer is a list of texts. */
public enum Request {
    /** The table of breakers, the header first. */
    TABLE,
    /** What stands below the table: patterns that guard nothing, problems. */
    NOTES,
    /** Everything that there is to know, as one JSON object. */
    SNAPSHOT,
    /** A move: its word, the breakers as in {@link BreakerPattern}, how many seconds (empty: as the settings say). */
    MOVE,
    /** Has the configuration file read again: the sentence, then the problems. */
    RELOAD,
    /** Every setting in force and where it comes from. */
    CONFIG,
    /** What is woven, with its breaker. */
    METHODS,
    /** The last changes of state of all breakers, oldest first. */
    EVENTS,
    /** What becomes of the methods that a pattern means: the pattern. */
    EXPLAIN
}
