package io.fusebox.agent.weave;

import io.fusebox.agent.launch.AgentLoader;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.plan.AnnotatedClasses;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be done while a class is being loaded and is done soon after, on Fusebox's own thread: a look at classes that
 * were being loaded while the guards changed, a second look at classes whose supertypes their class files did not tell, the
 * search for methods that a class inherits, the self-test, and a word about what was never seen.
 */
final class DeferredWork implements Runnable {
    private static final long SECOND = 1_000_000_000L;
    /** When the class loaders of most programs are there. */
    private static final long UNKNOWN_AFTER = 10 * SECOND;
    /** When most programs have loaded what they start with. */
    private static final long UNSEEN_AFTER = 60 * SECOND;

    private final Runnable weaveMissed;
    private final Instrumentation instrumentation;
    private final AgentLog log;
    private final CurrentPlan plan;
    private final WeaveReport report;
    private final WeaveDiagnostics diagnostics;
    private final LoadedClasses loaded;
    private final LateClasses late;
    private final LazyWeaver weaver;
    private final SelfTest test;

    /** Since when the guards are in force. */
    private volatile long since = System.nanoTime();

    private volatile boolean unknownTold;
    private volatile boolean unseenTold;
    /** Whether the log has its line about the start, which comes before what wildcards leave out. */
    private volatile boolean startTold;

    private boolean tested;

    /** Whether the agent has given up most of its jar. */
    private boolean shrunk;

    /** Made when it is first needed. */
    private @Nullable LateAnnotations annotations;

    DeferredWork(
            Runnable weaveMissed,
            Instrumentation instrumentation,
            AgentLog log,
            CurrentPlan plan,
            WeaveReport report,
            WeaveDiagnostics diagnostics,
            LoadedClasses loaded,
            LateClasses late,
            LazyWeaver weaver,
            SelfTest test) {
        this.weaveMissed = weaveMissed;
        this.instrumentation = instrumentation;
        this.log = log;
        this.plan = plan;
        this.report = report;
        this.diagnostics = diagnostics;
        this.loaded = loaded;
        this.late = late;
        this.weaver = weaver;
        this.test = test;
    }

    /** Other guards are in force. */
    void startOver() {
        since = System.nanoTime();
        unknownTold = false;
        unseenTold = false;
    }

    /** The log has its line about the start. */
    void startTold() {
        startTold = true;
    }

    @Override
    public void run() {
        if (startTold) {
            diagnostics.tellLeftOut();
        }
        weaveMissed.run();
        late.look();
        loaded.weaveUnseen(plan.get().plan);
        loaded.weaveMisread(plan.get().plan);
        lookAtAnnotated(plan.get().plan.annotated());
        long age = System.nanoTime() - since;
        if (!tested && (weaver.isUsed() || age > UNSEEN_AFTER)) {
            tested = true;
            String fault = test.run();
            if (fault != null) {
                diagnostics.selfTestFailed(fault);
            }
        }
        if (!shrunk && (tested || age > UNKNOWN_AFTER)) {
            shrunk = true;
            AgentLoader.shrink(DeferredWork.class.getClassLoader());
        }
        if (!unknownTold && age > UNKNOWN_AFTER) {
            unknownTold = true;
            new Unseen(instrumentation, log).tellUnknown(plan.get().plan.all());
        }
        if (!unseenTold && age > UNSEEN_AFTER) {
            unseenTold = true;
            String counted = Unseen.counted(report);
            if (counted != null) {
                log.line(counted);
            }
            new Unseen(instrumentation, log).tellRest(plan.get().plan.all());
        }
    }

    private void lookAtAnnotated(AnnotatedClasses annotated) {
        LateAnnotations waiting = annotations;
        if (waiting == null && annotated.hasLate()) {
            waiting = new LateAnnotations(loaded);
            annotations = waiting;
        }
        if (waiting != null) {
            waiting.look(annotated);
        }
    }
}
