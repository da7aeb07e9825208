package io.fusebox.agent.log;

import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.registry.EventThread;

/** Fusebox's own faults as lines of the log, one of each cause (R15), written by its own thread (R19). */
public final class FaultLines implements Faults {
    private final AgentLog log;
    private final EventThread desk;

    public FaultLines(AgentLog log, EventThread desk) {
        this.log = log;
        this.desk = desk;
    }

    @Override
    public void report(String where, Throwable fault) {
        StringBuilder line = new StringBuilder("internal error, the program is not affected: ").append(where);
        line.append(": ").append(fault);
        StackTraceElement[] trace = fault.getStackTrace();
        if (trace.length > 0) {
            line.append(" at ").append(trace[0]);
        }
        String text = line.toString();
        desk.execute(new Runnable() {
            @Override
            public void run() {
                log.line(text);
            }
        });
    }
}
