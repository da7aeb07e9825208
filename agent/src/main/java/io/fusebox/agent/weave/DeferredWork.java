package io.fusebox.agent.weave;

import io.fusebox.agent.match.Guard;
import io.fusebox.internal.registry.EventThread;
import java.lang.ref.WeakReference;
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

    private final Weaving weaving;
    private final LateClasses unclear;
    private final WeaveDiagnostics findings;
    private final EventThread desk;
    private final SelfTest test;

    /** Since when the guards are in force. */
    private volatile long since = System.nanoTime();

    private volatile boolean unknownTold;
    private volatile boolean unseenTold;
    /** Whether the log has its line about the start, which comes before what wildcards leave out. */
    private volatile boolean startTold;

    private boolean tested;

    DeferredWork(Weaving weaving, WeaveDiagnostics findings, EventThread desk, LateClasses unclear, SelfTest test) {
        this.weaving = weaving;
        this.findings = findings;
        this.desk = desk;
        this.unclear = unclear;
        this.test = test;
    }

    /** Says where the class has the method from; if from nowhere, the given word, if there is one. */
    void tellOrigin(Guard guard, @Nullable ClassLoader loader, String internalName, @Nullable String otherwise) {
        WeakReference<@Nullable ClassLoader> held = new WeakReference<>(loader);
        boolean ofBootstrap = loader == null;
        desk.execute(new Runnable() {
            @Override
            public void run() {
                ClassLoader there = held.get();
                if (there != null || ofBootstrap) {
                    findings.tellOrigin(guard, there, internalName, otherwise);
                }
            }
        });
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
            findings.tellLeftOut();
        }
        weaving.weaveMissed();
        unclear.look();
        long age = System.nanoTime() - since;
        if (!tested && (weaving.hasWoven() || age > UNSEEN_AFTER)) {
            tested = true;
            String fault = test.run();
            if (fault != null) {
                findings.selfTestFailed(fault);
            }
        }
        if (!unknownTold && age > UNKNOWN_AFTER) {
            unknownTold = true;
            weaving.unseen().tellUnknown(weaving.guards());
        }
        if (!unseenTold && age > UNSEEN_AFTER) {
            unseenTold = true;
            weaving.tellGuarded();
            weaving.unseen().tellRest(weaving.guards());
        }
    }
}
