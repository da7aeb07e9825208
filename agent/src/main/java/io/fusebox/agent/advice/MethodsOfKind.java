package io.fusebox.agent.advice;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Byte Buddy's question which methods get a kind of advice. */
final class MethodsOfKind implements ElementMatcher<MethodDescription> {
    private final AdviceKind kind;

    MethodsOfKind(AdviceKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
        return method instanceof WovenMethodView guarded && guarded.place.advice() == kind;
    }
}
