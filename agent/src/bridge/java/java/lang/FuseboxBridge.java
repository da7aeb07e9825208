package java.lang;

/**
 * What woven code calls: the one class that every class loader can see.
 *
 * <p>The bootstrap loader owns it, in {@code java.base}. It outlives the agent that defined it and cannot be replaced, so
 * it knows nothing but how to hand a call on. It does nothing while no agent is attached and after the agent has been
 * detached; then {@link #agent} is null and a token that is still under way ends unseen.
 */
public abstract class FuseboxBridge {

    /**
     * The agent that runs, written by the agent alone, past the language's access checks. Not volatile: code that calls the
     * bridge is woven after the agent came, and unwoven when it goes.
     */
    private static FuseboxBridge agent;

    /**
     * The first site number that no agent has used yet, written like {@link #agent}: a call that began under one agent must
     * not end at a breaker of the next.
     */
    private static volatile int firstSite;

    /** Which core was defined together with this class, written like {@link #agent}; for agents that come later. */
    private static volatile String core;

    /**
     * How often the end of a call found no room on the stack. Woven code counts it itself, since it can call nothing then;
     * two threads that do so at once may count one, which is enough to be noticed.
     */
    public static int lostEnds;

    protected FuseboxBridge() {}

    /**
     * A guarded method begins.
     *
     * @param site the number that the agent wove into the method
     * @return the token for {@link #exit}; null if the call is not guarded at this moment
     */
    public static Object enter(int site) {
        FuseboxBridge running = agent;
        return running == null ? null : running.entered(site);
    }

    /**
     * A guarded method begins about which the agent has to know more.
     *
     * @param site the number that the agent wove into the method
     * @param subject what its breaker depends on: the method's object or one of its arguments; null if on nothing
     * @param more what else the agent asked for: a continuation, or the class that has the method
     * @return the token for {@link #exit}, a {@link Throwable} if the method is not to run; null if the call is not
     *     guarded at this moment
     */
    public static Object enter(int site, Object subject, Object more) {
        FuseboxBridge running = agent;
        return running == null ? null : running.entered(site, subject, more);
    }

    /**
     * A guarded method ends. Throws nothing but a {@link StackOverflowError}; then woven code counts in {@link #lostEnds}.
     *
     * @param token what {@code enter} returned
     * @param thrown what the method threw, or null
     */
    public static void exit(int site, Object token, Throwable thrown) {
        FuseboxBridge running = agent;
        if (running != null) {
            running.exited(site, token, thrown);
        }
    }

    /**
     * A guarded method ends whose result matters. Never throws.
     *
     * @param token what {@code enter} returned
     * @param result what the method returned, or null
     * @param thrown what the method threw, or null
     * @return what the method is to return: the very result wherever possible
     */
    public static Object exit(int site, Object token, Object result, Throwable thrown) {
        FuseboxBridge running = agent;
        return running == null ? result : running.exited(site, token, result, thrown);
    }

    /**
     * A guarded method did not run.
     *
     * @param rejection what {@code enter} returned
     * @param type the class that has the method
     * @param self the method's object, null in a static method
     * @param arguments the method's arguments
     * @return what the method returns instead; or throws what it throws instead
     */
    public static Object rejected(int site, Object rejection, Class<?> type, Object self, Object[] arguments) {
        FuseboxBridge running = agent;
        if (running == null) {
            // Detached since; the body was skipped already.
            throw (RuntimeException) rejection;
        }
        return running.refused(site, rejection, type, self, arguments);
    }

    /** See {@link #enter(int)}: admits the call and returns its token, or throws the rejection; nothing else. */
    protected abstract Object entered(int site);

    /** See {@link #enter(int, Object, Object)}. */
    protected abstract Object entered(int site, Object subject, Object more);

    /** See {@link #exit(int, Object, Throwable)}. */
    protected abstract void exited(int site, Object token, Throwable thrown);

    /** See {@link #exit(int, Object, Object, Throwable)}. */
    protected abstract Object exited(int site, Object token, Object result, Throwable thrown);

    /** See {@link #rejected}. */
    protected abstract Object refused(int site, Object rejection, Class<?> type, Object self, Object[] arguments);
}
