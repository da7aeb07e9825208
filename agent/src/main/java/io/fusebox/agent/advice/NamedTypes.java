package io.fusebox.agent.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Types as Byte Buddy describes them, made of nothing but their names: no class file is looked for, since that of a
 * parameter's type may not be there, and no class of the application is loaded.
 */
final class NamedTypes {
    private NamedTypes() {}

    /** @param className with dots */
    static TypeDescription of(String className, int access) {
        return new TypeDescription.Latent(className, access, null, List.of());
    }

    static TypeDescription of(Type type) {
        return switch (type.getSort()) {
            case Type.VOID -> TypeDescription.ForLoadedType.of(void.class);
            case Type.BOOLEAN -> TypeDescription.ForLoadedType.of(boolean.class);
            case Type.CHAR -> TypeDescription.ForLoadedType.of(char.class);
            case Type.BYTE -> TypeDescription.ForLoadedType.of(byte.class);
            case Type.SHORT -> TypeDescription.ForLoadedType.of(short.class);
            case Type.INT -> TypeDescription.ForLoadedType.of(int.class);
            case Type.FLOAT -> TypeDescription.ForLoadedType.of(float.class);
            case Type.LONG -> TypeDescription.ForLoadedType.of(long.class);
            case Type.DOUBLE -> TypeDescription.ForLoadedType.of(double.class);
            case Type.ARRAY -> TypeDescription.ArrayProjection.of(of(type.getElementType()), type.getDimensions());
            default -> of(type.getClassName(), Opcodes.ACC_PUBLIC);
        };
    }

    static List<ParameterDescription.Token> parameters(String descriptor) {
        List<ParameterDescription.Token> parameters = new ArrayList<>();
        for (Type type : Type.getArgumentTypes(descriptor)) {
            parameters.add(new ParameterDescription.Token(of(type).asGenericType()));
        }
        return parameters;
    }
}
