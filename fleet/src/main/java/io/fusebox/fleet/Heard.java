package io.fusebox.fleet;

import java.util.List;

/**
 * What Redis answers about one breaker. Immutable.
 *
 * @param opening the opening that is in force; empty: none
 * @param closing the newest closing; empty: none is known
 * @param leaseMillis how long this JVM may let probes begin, from before it asked; 0: it may not
 * @param callers how many JVMs called in the last 10 s
 * @param openers how many of them opened on evidence of their own
 */
record Heard(String opening, String closing, long leaseMillis, long callers, long openers) {
    /** Reads what the script answers; a Redis with another script is answered with an exception. */
    static Heard of(Object answer) {
        List<?> values = (List<?>) answer;
        return new Heard(
                String.valueOf(values.get(0)),
                String.valueOf(values.get(1)),
                (Long) values.get(2),
                (Long) values.get(3),
                (Long) values.get(4));
    }
}
