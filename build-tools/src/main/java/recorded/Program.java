package recorded;

import java.util.function.Supplier;

/**
 * The program whose start the build records. It is outside of {@code io.fusebox}, where nothing is guarded.
 *
 * <p>Its methods are guarded in one of the recordings. They have what the methods of most programs have: parameters of
 * several types, an array among them, a lambda, and a handler for exceptions.
 */
public final class Program {
    private Program() {}

    /** Calls a method. */
    public static void main(String[] arguments) {
        guarded(arguments, 1L, 1.0);
    }

    private static int guarded(String[] texts, long number, double ratio) {
        Supplier<Object> lambda = () -> number + texts.length;
        try {
            return lambda.get().hashCode();
        } catch (IllegalStateException e) {
            return (int) ratio;
        }
    }
}
