package io.fusebox.internal.registry;

import java.util.List;

/** The part of the figures that only the attached agent knows. Safe for use by any thread. */
public interface AgentView {
    /** The configuration file, or empty. */
    String configFile();

    /** The problems of the configuration, a line each. */
    List<String> configProblems();

    /** All guarded methods, a line each: {@code payments: com.acme.PaymentClient#charge(long)}. */
    List<String> guardedMethods();

    /** The guarded methods of one breaker. */
    List<String> methodsOf(String breaker);

    /** Patterns and methods that are not guarded, one line each, with the reason. */
    List<String> unmatchedMethods();

    /** The mode for all breakers: {@code enforce}, {@code observe}, {@code off}. */
    String mode();

    /** Sets the mode for all breakers. */
    void mode(String word);

    /** What clients may do: {@code on}, {@code read-only} or {@code off}. */
    String jmx();

    /**
     * Whether the fleet answers (1, else 0), how many JVMs it has, and how many breakers here an order to it forces; empty
     * without a fleet.
     */
    default long[] fleet() {
        return new long[0];
    }

    /**
     * The order to the fleet that is in force for a breaker, in a sentence that says who gave it and how it is taken back; empty if
     * there is none. A move on this JVM alone does not end it.
     */
    default String orderFor(Breaker breaker) {
        return "";
    }

    /** Reads the configuration file again; says in a sentence what came of it. */
    String reload();
}
