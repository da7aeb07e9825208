package io.fusebox.fleet;

import io.fusebox.internal.registry.Breaker;
import java.io.IOException;

/** What the JVM gives to its fleet member. Called on the fleet's thread alone. */
public interface FleetHost {
    /** The breakers as JSON, in the form of {@code /api/breakers}. */
    String snapshot() throws IOException;

    /** Whether a breaker follows the fleet: {@code off}, {@code observe} or {@code share}. */
    String sharing(String breaker);

    /** The configuration file's own forced state is in force again for a breaker that an order of the fleet has left. */
    void takenBack(Breaker breaker);

    /** Writes a line to Fusebox's log; it has no control characters. */
    void line(String text);

    /** A fault inside Fusebox. */
    void fault(Throwable fault);
}
