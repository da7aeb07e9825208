package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression.Step;
import io.fusebox.internal.engine.OwnCalls;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** A member that objects of some classes have, and others do not. Safe for use by any thread. */
public final class MemberValue extends PerClass<MethodHandle> {
    private static final MethodType UNTYPED = MethodType.methodType(Object.class, Object.class);

    private final Step step;

    private MemberValue(Step step) {
        this.step = step;
    }

    /** A field of that name. */
    public static MemberValue field(String name) {
        return new MemberValue(new Step(name, false));
    }

    /** A method of that name without parameters. */
    public static MemberValue method(String name) {
        return new MemberValue(new Step(name, true));
    }

    /**
     * The member's value.
     *
     * @return null if the object has no such member, or if the member throws an exception
     * @throws Error if there is no room to look: then nothing is known
     */
    public @Nullable Object of(Object object) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                return (Object) get(object.getClass()).invokeExact(object);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Error noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            return null;
        }
    }

    @Override
    protected MethodHandle valueFor(Class<?> type) {
        MethodHandle member = null;
        try {
            member = Members.find(type, step);
        } catch (IllegalAccessException | LinkageError unreadable) {
            // As if it had none.
            member = null;
        }
        return member == null
                ? MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class)
                : member.asType(UNTYPED);
    }
}
