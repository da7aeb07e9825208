package java.lang;

/**
 * What woven code calls: the one class that every class loader can see.
 *
 * <p>The bootstrap loader owns it, in {@code java.base}. It does nothing while no agent is attached and after the agent
 * has been detached; then {@link #agent} is null and a token that is still under way ends unseen.
 */
public abstract class FuseboxBridge {

    /** The agent that runs, written by the agent alone, past the language's access checks. */
    private static volatile FuseboxBridge agent;

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
     * A guarded method ends. Never throws.
     *
     * @param token what {@link #enter} returned
     * @param thrown what the method threw, or null
     */
    public static void exit(Object token, Throwable thrown) {
        FuseboxBridge running = agent;
        if (running != null) {
            running.exited(token, thrown);
        }
    }

    /** Admits the call and returns its token, or throws the rejection; nothing else is ever thrown. */
    protected abstract Object entered(int site);

    /** Ends the call that the token stands for. */
    protected abstract void exited(Object token, Throwable thrown);
}
