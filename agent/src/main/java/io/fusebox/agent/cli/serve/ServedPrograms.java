package io.fusebox.agent.cli.serve;

import io.fusebox.agent.http.Programs;

/** Programs that come and go. */
interface ServedPrograms extends Programs, AutoCloseable {
    /** Looks which have come and gone; to be called every second, by one thread. */
    void look();

    /** Whether there can be none any more. */
    boolean isOver();

    @Override
    void close();
}
