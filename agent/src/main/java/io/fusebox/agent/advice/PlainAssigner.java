package io.fusebox.agent.advice;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.Removal;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.assign.TypeCasting;
import net.bytebuddy.implementation.bytecode.assign.primitive.PrimitiveBoxingDelegate;
import net.bytebuddy.implementation.bytecode.assign.primitive.PrimitiveUnboxingDelegate;
import net.bytebuddy.implementation.bytecode.constant.DefaultValue;

/**
 * How values pass between a method and its advice, where all of them are Objects. Byte Buddy's own way asks for the
 * supertypes of each type, and so for class files of the application that may not be there.
 */
enum PlainAssigner implements Assigner {
    /** The only one. */
    INSTANCE;

    @Override
    public StackManipulation assign(
            TypeDescription.Generic source, TypeDescription.Generic target, Assigner.Typing typing) {
        // The names of types with arguments would have the outer classes looked up.
        TypeDescription from = source.asErasure();
        TypeDescription to = target.asErasure();
        if (from.represents(void.class)) {
            return to.represents(void.class) ? StackManipulation.Trivial.INSTANCE : DefaultValue.of(to);
        }
        if (to.represents(void.class)) {
            return Removal.of(from);
        }
        if (from.isPrimitive() && to.isPrimitive()) {
            return StackManipulation.Trivial.INSTANCE;
        }
        if (from.isPrimitive()) {
            return PrimitiveBoxingDelegate.forPrimitive(from).assignBoxedTo(target, this, typing);
        }
        if (to.isPrimitive()) {
            return PrimitiveUnboxingDelegate.forReferenceType(from).assignUnboxedTo(target, this, typing);
        }
        return typing.isDynamic() && !from.getName().equals(to.getName()) && !to.represents(Object.class)
                ? TypeCasting.to(to)
                : StackManipulation.Trivial.INSTANCE;
    }
}
