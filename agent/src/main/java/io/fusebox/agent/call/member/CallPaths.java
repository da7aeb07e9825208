package io.fusebox.agent.call.member;

import org.jspecify.annotations.Nullable;

/**
 * Ways from what a call has, its object and its arguments, to one value: the first that leads to one counts. Safe for use by
 * any thread.
 */
public final class CallPaths {
    private final MemberPath[] paths;
    private final int[] roots;
    private final boolean lenient;

    /**
     * @param roots the number of the argument at which each path begins, -1 for the object; null where all begin at the subject
     *     itself
     * @param lenient whether it is no fault if a member on the way is missing or null
     */
    public CallPaths(MemberPath[] paths, int @Nullable [] roots, boolean lenient) {
        this.paths = paths;
        this.roots = roots == null ? new int[0] : roots;
        this.lenient = lenient || paths.length > 1;
    }

    /**
     * The value.
     *
     * @param subject the object or argument at which all paths begin; with roots, an array of the object and all arguments
     * @throws Throwable what the members throw
     */
    @Nullable
    public Object follow(@Nullable Object subject) throws Throwable {
        if (!lenient) {
            return paths[0].follow(root(subject, roots, 0));
        }
        for (int i = 0; i < paths.length; i++) {
            Object value = followed(i, subject);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object followed(int i, @Nullable Object subject) throws Throwable {
        try {
            return paths[i].follow(root(subject, roots, i));
        } catch (PathFault | NullPointerException nothingThere) {
            return null;
        }
    }

    private static @Nullable Object root(@Nullable Object subject, int[] roots, int i) {
        return roots.length == 0 ? subject : root(subject, roots[i]);
    }

    /** The object or an argument, of an array of all. */
    public static @Nullable Object root(@Nullable Object subject, int number) {
        return subject instanceof Object[] all ? all[number + 1] : subject;
    }
}
