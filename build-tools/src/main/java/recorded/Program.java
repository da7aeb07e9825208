package recorded;

/**
 * The program whose start the build records. It is outside of {@code io.fusebox}, where nothing is guarded.
 *
 * <p>Its method is guarded in one of the recordings.
 */
public final class Program {
    private Program() {}

    /** Calls the method once. */
    public static void main(String[] arguments) {
        guarded();
    }

    private static void guarded() {}
}
