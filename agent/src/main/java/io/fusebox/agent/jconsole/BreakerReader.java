package io.fusebox.agent.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Reads the breakers once a second over the connection that JConsole has, on a thread of its own: a connection that hangs
 * holds up the next look and nothing else. What it reads goes to the Swing thread.
 */
final class BreakerReader implements Runnable {
    private static final String[] ABOUT = {"Version", "ConfigFile", "ConfigProblems", "Mode"};

    private final JConsoleContext console;
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread = new Thread(this, "Fusebox tab");
    private @Nullable FuseboxPanel panel;
    private volatile boolean stopped;
    private @Nullable String lostAt;

    BreakerReader(JConsoleContext console) {
        this.console = console;
        thread.setDaemon(true);
    }

    void start(FuseboxPanel shown) {
        panel = shown;
        thread.start();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    /** The connection of this moment: JConsole makes a new one when the user reconnects. */
    MBeanServerConnection connection() throws IOException {
        MBeanServerConnection connection = console.getMBeanServerConnection();
        if (connection == null) {
            throw new IOException("not connected");
        }
        return connection;
    }

    /** Looks at once, without waiting for the second to be over. */
    void hurry() {
        hurry.release();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                BreakerSample reading = read();
                SwingUtilities.invokeLater(() -> show(reading));
                if (hurry.tryAcquire(1, TimeUnit.SECONDS)) {
                    hurry.drainPermits();
                }
            }
        } catch (InterruptedException disposed) {
            // The tab is gone.
        }
    }

    private void show(BreakerSample reading) {
        if (panel != null && !stopped) {
            panel.show(reading);
        }
    }

    private BreakerSample read() {
        try {
            MBeanServerConnection connection = connection();
            List<Figures> breakers = breakers(connection);
            String headline = headline(connection, breakers.size());
            lostAt = null;
            return new BreakerSample(headline, true, breakers);
        } catch (IOException | RuntimeException lost) {
            if (lostAt == null) {
                lostAt = Times.text(Instant.now());
            }
            return BreakerSample.failed("The connection is lost since " + lostAt + "; below is what was seen last.");
        } catch (JMException fault) {
            return BreakerSample.failed("The breakers cannot be read: " + fault.getMessage());
        }
    }

    private static List<Figures> breakers(MBeanServerConnection connection) throws IOException, JMException {
        List<Figures> breakers = new ArrayList<>();
        for (ObjectName bean : connection.queryNames(new ObjectName("fusebox:type=CircuitBreaker,*"), null)) {
            try {
                breakers.add(Figures.of(bean, connection.getAttributes(bean, Figures.ATTRIBUTES)));
            } catch (InstanceNotFoundException gone) {
                // Since the names were read.
            }
        }
        breakers.sort(Comparator.comparing(Figures::label));
        return breakers;
    }

    private static String headline(MBeanServerConnection connection, int count) throws IOException, JMException {
        ObjectName fusebox = new ObjectName("fusebox:type=Fusebox");
        if (!connection.isRegistered(fusebox)) {
            return count > 0
                    ? breakers(count)
                    : "Fusebox shows nothing here: it is not attached to this program, or agent.jmx is off.";
        }
        Figures about = Figures.of(fusebox, connection.getAttributes(fusebox, ABOUT));
        String file = about.text("ConfigFile");
        int problems = about.lines("ConfigProblems").size();
        String mode = about.text("Mode");
        return "Fusebox " + about.text("Version")
                + ": " + breakers(count)
                + (file.isEmpty() ? "" : " from " + file)
                + (problems == 0 ? "" : "; " + problems + " problem" + plural(problems) + " in it")
                + (mode.equals("enforce") ? "" : "; mode " + mode + " for all");
    }

    private static String breakers(int count) {
        return count + " breaker" + plural(count);
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
