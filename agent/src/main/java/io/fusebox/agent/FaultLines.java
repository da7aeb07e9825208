package io.fusebox.agent;

import io.fusebox.internal.Faults;

/** Fusebox's own faults as lines of the log, one of each cause (R15). */
final class FaultLines implements Faults {
    private final AgentLog log;

    FaultLines(AgentLog log) {
        this.log = log;
    }

    @Override
    public void report(String where, Throwable fault) {
        StringBuilder line = new StringBuilder("internal error, the program is not affected: ").append(where);
        line.append(": ").append(fault);
        StackTraceElement[] trace = fault.getStackTrace();
        if (trace.length > 0) {
            line.append(" at ").append(trace[0]);
        }
        log.line(line.toString());
    }
}
