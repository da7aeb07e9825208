package io.fusebox.agent;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.attach.AttachRequest;
import io.fusebox.agent.launch.AgentEntry;
import io.fusebox.agent.launch.AgentLoader;
import io.fusebox.agent.log.AgentLog;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The first class that the agent's own loader loads. It allows one agent at a time.
 *
 * <p>It names no class of bridge or core, not even in a signature: the verifier would look for them before
 * {@link BootClasses} has defined them.
 */
public final class AgentBootstrap implements AgentEntry {

    static {
        AgentLoader.ready(new AgentBootstrap());
    }

    /** The longest time that a start waits for the first lines of the log: the program may end at once. */
    private static final long LOG_MILLIS = 200;

    /** The same for the line that says why the program does not start. */
    private static final long REFUSAL_MILLIS = 1000;

    private final AgentLog log = AgentLog.stderr();
    private @Nullable RunningAgent running;

    private AgentBootstrap() {}

    @Override
    public synchronized void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached) {
        AttachRequest request = AttachRequest.of(arguments);
        RunningAgent now = running;
        if (request.isDetach()) {
            detach(request, now);
        } else if (now == null) {
            begin(request, instrumentation, attached);
        } else if (attached) {
            RunningAgent.Outcome outcome = now.follow(request.file());
            request.answer(outcome.done(), outcome.text());
        } else {
            log.line(AgentVersion.NUMBER + " is running already and goes on; ignored: a second -javaagent"
                    + (arguments == null ? "" : " with '" + arguments + "'"));
        }
        if (!attached) {
            var unused = log.await(LOG_MILLIS);
        }
    }

    private void begin(AttachRequest request, Instrumentation instrumentation, boolean attached) {
        try {
            BootClasses.define(instrumentation);
            AgentLoader.loadAhead(AgentBootstrap.class.getClassLoader(), "start");
            RunningAgent started = Agent.start(request.file(), instrumentation, log, attached);
            running = started;
            if (attached) {
                RunningAgent.Outcome outcome = started.outcome();
                request.answer(outcome.done(), outcome.text());
            }
        } catch (StartRefused e) {
            refuse(request, String.valueOf(e.getMessage()));
            if (e.isStrict() && !attached) {
                var unused = log.await(REFUSAL_MILLIS);
                // Before main: nothing of the program has run, so nothing of it is cut short.
                Runtime.getRuntime().halt(1);
            }
        } catch (Exception | LinkageError e) {
            refuse(
                    request,
                    AgentVersion.NUMBER + " cannot run on Java " + System.getProperty("java.version") + " (" + e
                            + "): the program runs unguarded");
        }
    }

    private void refuse(AttachRequest request, String why) {
        log.loud(why);
        request.answer(false, why);
        log.close(LOG_MILLIS);
        AgentLoader.gone();
    }

    private void detach(AttachRequest request, @Nullable RunningAgent now) {
        // This comes first: another agent may start even if the detach fails.
        running = null;
        AgentLoader.gone();
        if (now == null) {
            request.answer(false, "no agent runs here");
            return;
        }
        boolean done = false;
        String told;
        try {
            told = now.detach();
            done = true;
        } catch (RuntimeException | Error e) {
            told = "detached only in part: " + e;
            log.line(told);
        }
        log.close(LOG_MILLIS);
        request.answer(done, told);
    }
}
