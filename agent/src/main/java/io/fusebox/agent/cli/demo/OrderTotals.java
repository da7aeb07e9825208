package io.fusebox.agent.cli.demo;

import io.fusebox.agent.cli.demo.Event.Outcome;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What happened in the demo so far. Not safe for use by several threads. */
final class OrderTotals {
    private final Map<Outcome, Integer> orders = new EnumMap<>(Outcome.class);
    private final Set<Integer> ordersAtBank = new HashSet<>();
    private int requests;
    private int rejectedAtBank;
    private int openings;
    private String state = "CLOSED";
    private boolean bankOpen;
    private int port;

    void count(Event event) {
        if (event instanceof Event.Order order) {
            orders.merge(order.outcome(), 1, Integer::sum);
            if (order.outcome() == Outcome.REJECTED && ordersAtBank.contains(order.number())) {
                rejectedAtBank++;
            }
        } else if (event instanceof Event.Request request) {
            requests++;
            ordersAtBank.add(request.order());
        } else if (event instanceof Event.BankOpened opened) {
            bankOpen = true;
            port = opened.port();
        } else if (event instanceof Event.BankKilled) {
            bankOpen = false;
        } else if (event instanceof Event.Logged logged && !logged.newState().isEmpty()) {
            state = logged.newState();
            openings += state.equals("OPEN") ? 1 : 0;
        }
    }

    int orders(Outcome outcome) {
        return orders.getOrDefault(outcome, 0);
    }

    int orders() {
        return orders.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Requests that the bank received. */
    int requests() {
        return requests;
    }

    /** Rejected orders that the bank heard of all the same. */
    int rejectedAtBank() {
        return rejectedAtBank;
    }

    /** How often the breaker opened. */
    int openings() {
        return openings;
    }

    /** The breaker's state. */
    String state() {
        return state;
    }

    boolean bankIsOpen() {
        return bankOpen;
    }

    /** The bank's port, which stays the same when it comes back. */
    int port() {
        return port;
    }
}
