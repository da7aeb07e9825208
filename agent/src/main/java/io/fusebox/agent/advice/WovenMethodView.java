package io.fusebox.agent.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/**
 * Describes a method that gets advice to Byte Buddy: only what the advice needs, made from the method's descriptor. Holds the
 * method's place, where the advice's arguments find it.
 */
final class WovenMethodView extends MethodDescription.Latent {
    final Weaver.Place place;

    /** @param type the class, as {@link NamedTypes#of(String, int)} describes it */
    WovenMethodView(TypeDescription type, Weaver.Place place) {
        super(
                type,
                place.method().name,
                place.method().access,
                List.of(),
                NamedTypes.of(Type.getReturnType(place.method().descriptor)).asGenericType(),
                NamedTypes.parameters(place.method().descriptor),
                List.of(),
                List.of(),
                null,
                null);
        this.place = place;
    }

    /** The places' methods. */
    static List<MethodDescription> of(TypeDescription type, List<Weaver.Place> places) {
        List<MethodDescription> methods = new ArrayList<>(places.size());
        for (Weaver.Place place : places) {
            methods.add(new WovenMethodView(type, place));
        }
        return methods;
    }
}
