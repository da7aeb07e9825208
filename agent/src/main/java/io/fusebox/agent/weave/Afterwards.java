package io.fusebox.agent.weave;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be done while a class is being loaded and is done soon after, on Fusebox's own thread: a second look at
 * classes whose supertypes their class files did not tell, the search for methods that a class inherits, the self-test,
 * and a word about what was never seen.
 */
final class Afterwards implements Runnable {
    private static final long SECOND = 1_000_000_000L;
    private static final long TEST_AFTER = SECOND;

    /** When most programs have loaded what they start with. */
    private static final long UNSEEN_AFTER = 60 * SECOND;

    private final Weaving weaving;
    private final LateClasses unclear;
    private final ConcurrentLinkedQueue<Heir> heirs = new ConcurrentLinkedQueue<>();
    private final SelfTest test;

    /** Since when the guards are in force. */
    private volatile long since = System.nanoTime();

    private volatile boolean unseenTold;
    private boolean tested;

    Afterwards(Weaving weaving, LateClasses unclear, SelfTest test) {
        this.weaving = weaving;
        this.unclear = unclear;
        this.test = test;
    }

    /** A class that has not the method that a guard names. */
    private record Heir(
            Guard guard,
            WeakReference<@Nullable ClassLoader> loader,
            boolean ofBootstrap,
            String internalName,
            @Nullable String otherwise) {}

    /** Says later where the class has the method from; if from nowhere, the given word, if there is one. */
    void tellOrigin(Guard guard, @Nullable ClassLoader loader, String internalName, @Nullable String otherwise) {
        heirs.add(new Heir(guard, new WeakReference<>(loader), loader == null, internalName, otherwise));
    }

    /** Other guards are in force. */
    void startOver() {
        since = System.nanoTime();
        unseenTold = false;
    }

    @Override
    public void run() {
        unclear.look();
        for (Heir heir = heirs.poll(); heir != null; heir = heirs.poll()) {
            ClassLoader loader = heir.loader.get();
            if (loader != null || heir.ofBootstrap) {
                weaving.tellOrigin(heir.guard, loader, heir.internalName, heir.otherwise);
            }
        }
        long age = System.nanoTime() - since;
        if (!tested && (weaving.hasWoven() || age > TEST_AFTER)) {
            tested = true;
            String fault = test.run();
            if (fault != null) {
                weaving.selfTestFailed(fault);
            }
        }
        if (!unseenTold && age > UNSEEN_AFTER) {
            unseenTold = true;
            weaving.tellUnseen();
        }
    }
}
