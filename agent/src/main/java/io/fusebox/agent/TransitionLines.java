package io.fusebox.agent;

import io.fusebox.Transition;
import io.fusebox.TransitionListener;

/** Changes of state as lines of the log; written by Fusebox's own thread (R19). */
final class TransitionLines implements TransitionListener {
    private final AgentLog log;

    TransitionLines(AgentLog log) {
        this.log = log;
    }

    @Override
    public void onTransition(Transition change) {
        StringBuilder line = new StringBuilder(change.breaker());
        if (change.key().isPresent()) {
            line.append('[').append(change.key().get()).append(']');
        }
        line.append(": ").append(change.from()).append(" -> ").append(change.to());
        log.line(line.append(": ").append(change.reason()).toString());
    }
}
