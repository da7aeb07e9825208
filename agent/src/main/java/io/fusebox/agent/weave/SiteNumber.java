package io.fusebox.agent.weave;

import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import org.jspecify.annotations.Nullable;

/** Gives the advice parameter that bears {@link SiteId} the number of the method's site, as a constant in its code. */
final class SiteNumber implements Advice.OffsetMapping.Factory<SiteId>, Advice.OffsetMapping {
    /** What the present thread weaves. An argument, if Byte Buddy had a place for one. */
    static final ThreadLocal<List<Weaver.Place>> PLACES = new ThreadLocal<>();

    @Override
    public Class<SiteId> getAnnotationType() {
        return SiteId.class;
    }

    @Override
    public Advice.OffsetMapping make(
            ParameterDescription.InDefinedShape target,
            AnnotationDescription.Loadable<SiteId> annotation,
            AdviceType adviceType) {
        return this;
    }

    @Override
    public Target resolve(
            TypeDescription instrumentedType,
            MethodDescription instrumentedMethod,
            Assigner assigner,
            Advice.ArgumentHandler argumentHandler,
            Sort sort) {
        return new Target.ForStackManipulation(
                IntegerConstant.forValue(place(instrumentedMethod).site()));
    }

    /** What is to be woven into the method. */
    static Weaver.Place place(MethodDescription method) {
        Weaver.@Nullable Place place = MethodsIn.find(PLACES.get(), method);
        if (place == null) {
            throw new IllegalStateException("no site for " + method);
        }
        return place;
    }
}
