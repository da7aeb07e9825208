package io.fusebox.agent.advice;

import io.fusebox.agent.classfile.ConstantPoolFilter;
import io.fusebox.agent.classfile.MethodOutline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts advice into the methods of one class file.
 *
 * <p>Uses Byte Buddy's advice on the class file as it is rather than its class builder: the shape of the class cannot
 * change, what is not guarded is copied byte for byte, and two thirds of Byte Buddy are never loaded. Frames are those
 * of the class file and the advice's own; none is computed, for that would load classes of the application. Equal input
 * gives equal output. Safe for use by any thread.
 */
public final class Weaver {
    /** Whether Mockito has woven its mocks into a class is known by its constants. */
    private static final ConstantPoolFilter CONSTANTS = new ConstantPoolFilter();

    private static final long MOCKITO = CONSTANTS.bit(MockedMethods.DISPATCHER);
    private static final AdviceKind[] KINDS = AdviceKind.values();
    private static final String TOO_LARGE =
            "it is too large: no room is left for the guard; guard a method that calls it";
    private static final String NO_ROOM =
            "its class has as many constants as a class file can hold: no room is left for the guard's; guard a method of"
                    + " another class that calls it";

    /** Finds the class files of the advice. */
    private final ClassFileLocator own;

    private final @Nullable Advice[] advice = new Advice[KINDS.length];

    /** Prepares the advice of plain call sites; the others follow when they are first needed. */
    public Weaver() {
        own = ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
        advice(AdviceKind.PLAIN);
    }

    private synchronized Advice advice(AdviceKind kind) {
        Advice known = advice[kind.index];
        if (known == null) {
            known = Advice.withCustomMapping()
                    .bind(new SiteNumber())
                    .bind(new AllArguments<>(KeySource.class))
                    .bind(new AllArguments<>(ReplacedArgument.class))
                    .to(described(kind.enter), described(kind.exit), own)
                    .withAssigner(PlainAssigner.INSTANCE);
            advice[kind.index] = known;
        }
        return known;
    }

    private TypeDescription described(String adviceClass) {
        try {
            return AdviceClass.of(own.locate(adviceClass).resolve());
        } catch (IOException e) {
            throw new IllegalStateException("the class file of " + adviceClass + " cannot be read", e);
        }
    }

    /**
     * A method to guard, the site that stands for it, and how it is woven.
     *
     * @param subject see {@link KeySource}
     * @param replaced the number of the argument that the call's token takes the place of; -1 if there is none
     */
    public record Place(MethodOutline method, int site, AdviceKind advice, int subject, int replaced) {
        /** Without an argument that is replaced. */
        public Place(MethodOutline method, int site, AdviceKind advice, int subject) {
            this(method, site, advice, subject, -1);
        }

        /** Finds the place of a method; null if the method is not in the list. */
        static @Nullable Place find(List<Place> places, String name, String descriptor) {
            for (Place place : places) {
                if (place.method().name.equals(name)
                        && place.method().descriptor.equals(descriptor)) {
                    return place;
                }
            }
            return null;
        }
    }

    /**
     * The class file with advice.
     *
     * @param className with dots
     * @param places at least one; a method that two breakers guard is there twice, the outer breaker last
     * @throws Unweavable if it cannot be done, which may be for one of the methods
     */
    public byte[] weave(byte[] classFile, ClassReader reader, String className, List<Place> places) {
        TypeDescription type = NamedTypes.of(className, reader.getAccess());
        byte[] woven = classFile;
        ClassReader source = reader;
        boolean hasMocks = (CONSTANTS.in(classFile) & MOCKITO) != 0;
        Set<String> mocked = hasMocks ? MockedMethods.in(reader) : Set.of();
        for (List<Place> round : rounds(places)) {
            if (woven != classFile) {
                source = new ClassReader(woven);
            }
            woven = weaveOnce(source, type, round, mocked);
        }
        return woven;
    }

    /** Byte Buddy takes one advice for a method at a time. */
    private static List<List<Place>> rounds(List<Place> places) {
        List<List<Place>> rounds = new ArrayList<>(1);
        for (Place place : places) {
            int depth = 0;
            while (depth < rounds.size() && contains(rounds.get(depth), place.method())) {
                depth++;
            }
            if (depth == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(depth).add(place);
        }
        return rounds;
    }

    private static boolean contains(List<Place> places, MethodOutline method) {
        for (Place place : places) {
            if (place.method() == method) {
                return true;
            }
        }
        return false;
    }

    private byte[] weaveOnce(ClassReader source, TypeDescription type, List<Place> places, Set<String> mocked) {
        ClassWriter writer = new ClassWriter(source, 0);
        WovenClass target = new WovenClass(writer, places, mocked);
        try {
            AsmVisitorWrapper.ForDeclaredMethods wrapper = new AsmVisitorWrapper.ForDeclaredMethods();
            for (AdviceKind kind : KINDS) {
                if (anyHas(kind, places)) {
                    wrapper = wrapper.invokable(new MethodsOfKind(kind), advice(kind));
                }
            }
            ClassFileVersion version = ClassFileVersion.ofMinorMajor(source.readInt(4));
            ClassVisitor visitor = wrapper.wrap(
                    type,
                    target,
                    context(type, version),
                    TypePool.Empty.INSTANCE,
                    new FieldList.Empty<FieldDescription.InDefinedShape>(),
                    new MethodList.Explicit<>(WovenMethodView.of(type, places)),
                    0,
                    0);
            source.accept(visitor, 0);
            return writer.toByteArray();
        } catch (Unweavable told) {
            throw told;
        } catch (MethodTooLargeException e) {
            Place place = Place.find(places, e.getMethodName(), e.getDescriptor());
            throw new Unweavable(place == null ? null : place.method(), TOO_LARGE, e);
        } catch (ClassTooLargeException e) {
            throw new Unweavable(null, NO_ROOM, e);
        } catch (RuntimeException e) {
            throw new Unweavable(target.method(), "it could not be woven: " + e, e);
        }
    }

    private static boolean anyHas(AdviceKind kind, List<Place> places) {
        for (Place place : places) {
            if (place.advice() == kind) {
                return true;
            }
        }
        return false;
    }

    private static Implementation.Context context(TypeDescription type, ClassFileVersion version) {
        return Implementation.Context.Disabled.Factory.INSTANCE.make(
                type,
                new AuxiliaryType.NamingStrategy.Suffixing("fusebox"),
                TypeInitializer.None.INSTANCE,
                version,
                version,
                Implementation.Context.FrameGeneration.GENERATE);
    }
}
