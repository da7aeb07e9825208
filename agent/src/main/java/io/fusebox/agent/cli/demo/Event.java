package io.fusebox.agent.cli.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that happened in the demo. */
sealed interface Event {

    /** An order's end in the shop. */
    record Order(int number, long millis, Outcome outcome, String text) implements Event {

        private static final String REJECTION = "io.fusebox.CircuitOpenException";

        /** From a line of the shop: number, milliseconds, {@code paid} or the class of an exception, text. */
        static Order of(String line) {
            String[] parts = line.split("\t", 4);
            Outcome outcome =
                    switch (parts[2]) {
                        case "paid" -> Outcome.PAID;
                        case REJECTION -> Outcome.REJECTED;
                        default -> Outcome.FAILED;
                    };
            return new Order(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), outcome, parts[3]);
        }
    }

    /** How an order ends. */
    enum Outcome {
        PAID,
        FAILED,
        REJECTED
    }

    /** A line of the agent's log. */
    record Logged(String text) implements Event {

        private static final String LAST_ERROR = "; last error: ";
        private static final Pattern CHANGE = Pattern.compile("payments: (\\w+) -> (\\w+): .*");

        /** Without the last error: that of the call before it is on the screen. */
        String news() {
            int end = text.indexOf(LAST_ERROR);
            return end < 0 ? text : text.substring(0, end);
        }

        /** The state that the breaker is in after this, or nothing if the line is not about that. */
        String newState() {
            Matcher change = CHANGE.matcher(text);
            return change.matches() ? change.group(2) : "";
        }
    }

    /** The bank can be called at this port. */
    record BankOpened(int port) implements Event {}

    /** The bank received a request for this order. */
    record Request(int order) implements Event {}

    /** The bank's process is gone. */
    record BankKilled() implements Event {}

    /** The shop's process is gone, which is never part of the demo. */
    record ShopEnded() implements Event {}

    /** A line that belongs to nothing of this, such as a warning of the JVM. */
    record Stray(String line) implements Event {}
}
