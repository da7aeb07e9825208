package io.fusebox.agent.advice;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.assign.TypeCasting;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;

/** Gives advice parameters that bear {@link KeySource} or {@link ReplacedArgument} what they stand for in a method. */
final class AllArguments<A extends Annotation> implements Advice.OffsetMapping.Factory<A>, Advice.OffsetMapping {
    private static final TypeDescription OBJECT = TypeDescription.ForLoadedType.of(Object.class);

    private final Class<A> annotation;

    AllArguments(Class<A> annotation) {
        this.annotation = annotation;
    }

    @Override
    public Class<A> getAnnotationType() {
        return annotation;
    }

    @Override
    public Advice.OffsetMapping make(
            ParameterDescription.InDefinedShape target,
            AnnotationDescription.Loadable<A> loadable,
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
        Weaver.Place place = ((WovenMethodView) instrumentedMethod).place;
        if (annotation == ReplacedArgument.class) {
            ParameterDescription replaced = instrumentedMethod.getParameters().get(place.replaced());
            return new Target.ForVariable.ReadWrite(
                    replaced.getType().asErasure(),
                    argumentHandler.argument(replaced.getOffset()),
                    StackManipulation.Trivial.INSTANCE,
                    TypeCasting.to(replaced.getType().asErasure()));
        }
        int subject = place.subject();
        if (subject == KeySource.NONE) {
            return new Target.ForStackManipulation(NullConstant.INSTANCE);
        }
        if (subject == KeySource.ALL) {
            return all(instrumentedMethod, assigner, argumentHandler);
        }
        if (subject == KeySource.THIS) {
            return new Target.ForVariable.ReadOnly(instrumentedType, argumentHandler.argument(0));
        }
        ParameterDescription argument = instrumentedMethod.getParameters().get(subject);
        return new Target.ForVariable.ReadOnly(
                argument.getType().asErasure(),
                argumentHandler.argument(argument.getOffset()),
                assigner.assign(argument.getType(), OBJECT.asGenericType(), Assigner.Typing.STATIC));
    }

    private static Target all(MethodDescription method, Assigner assigner, Advice.ArgumentHandler argumentHandler) {
        List<StackManipulation> values = new ArrayList<>();
        values.add(
                method.isStatic()
                        ? NullConstant.INSTANCE
                        : MethodVariableAccess.REFERENCE.loadFrom(argumentHandler.argument(0)));
        for (ParameterDescription argument : method.getParameters()) {
            values.add(new StackManipulation.Compound(
                    MethodVariableAccess.of(argument.getType())
                            .loadFrom(argumentHandler.argument(argument.getOffset())),
                    assigner.assign(argument.getType(), OBJECT.asGenericType(), Assigner.Typing.STATIC)));
        }
        return new Target.ForArray.ReadOnly(OBJECT.asGenericType(), values);
    }
}
