package io.fusebox.internal.jdk;

import org.jspecify.annotations.Nullable;

/** What differs between the threads of Java 17 and those of later versions. */
public final class JdkThreads {
    private static final @Nullable Class<?> VIRTUAL = find("java.lang.BaseVirtualThread");

    private static final Module JDK = Thread.class.getModule();

    private JdkThreads() {}

    /** Does nothing. Called in time, it links this class: later there may be no room to look for it. */
    public static void link() {}

    /**
     * A number of the thread that never changes: its id, if that is certainly the JDK's. The program's own class may override
     * {@code getId}, and do there what it likes.
     */
    public static int number(Thread thread) {
        Class<?> type = thread.getClass();
        return type == Thread.class || type.getModule() == JDK ? (int) thread.getId() : System.identityHashCode(thread);
    }

    /** Whether the thread is virtual; {@code Thread.isVirtual} is not there on Java 17. */
    public static boolean isVirtual(Thread thread) {
        return VIRTUAL != null && VIRTUAL.isInstance(thread);
    }

    /**
     * Throws a {@code ThreadDeath} on, and does nothing with anything else: the program stops its thread (on 17), wherever
     * that meets us.
     */
    public static void passOn(Throwable thrown) {
        if (isDeath(thrown)) {
            throw (Error) thrown;
        }
    }

    /**
     * Whether it is a {@code ThreadDeath}: the program's, and no fault of Fusebox's. By name, since the class is to be removed
     * from Java. An error of the virtual machine is answered without room in the heap.
     */
    public static boolean isDeath(Throwable thrown) {
        if (!(thrown instanceof Error) || thrown instanceof VirtualMachineError) {
            return false;
        }
        try {
            return thrown.getClass().getName().equals("java.lang.ThreadDeath");
        } catch (Throwable noRoom) {
            return false;
        }
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException notInThisJdk) {
            return null;
        }
    }
}
