package io.fusebox.agent.weave;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Byte Buddy's question which methods get advice, answered by name and descriptor. */
final class MethodsIn implements ElementMatcher<MethodDescription> {
    private final List<Weaver.Place> places;

    MethodsIn(List<Weaver.Place> places) {
        this.places = places;
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
        return method != null && find(places, method) != null;
    }

    static Weaver.@Nullable Place find(List<Weaver.Place> places, MethodDescription method) {
        return find(places, method.getInternalName(), method.getDescriptor());
    }

    static Weaver.@Nullable Place find(List<Weaver.Place> places, String name, String descriptor) {
        for (Weaver.Place place : places) {
            if (place.method().name.equals(name) && place.method().descriptor.equals(descriptor)) {
                return place;
            }
        }
        return null;
    }
}
