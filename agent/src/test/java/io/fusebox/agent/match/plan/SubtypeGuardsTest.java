package io.fusebox.agent.match.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.plan.Ports.Alone;
import com.acme.plan.Ports.Base;
import com.acme.plan.Ports.Leaf;
import com.acme.plan.Ports.Middle;
import com.acme.plan.Ports.Other;
import com.acme.plan.Ports.Port;
import com.acme.plan.Ports.WebPort;
import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many class files are read to know what a class inherits. */
class SubtypeGuardsTest {
    private final Reads loader = new Reads();
    private final SubtypeGuards guards = new SubtypeGuards();
    private int port;
    private int glob;
    private int comparable;

    @BeforeEach
    void add() throws Exception {
        guards.mayLoadJdk = true;
        port = guards.add(guard(Port.class.getName() + "+#*"));
        glob = guards.add(guard("com.acme.**.*$Web*+#*"));
        comparable = guards.add(guard("java.lang.Comparable+#*"));
    }

    @Test
    void aTypeIsReadOnceHoweverManyAreBelowIt() throws Exception {
        int leaf = of(Leaf.class);
        assertThat(guards.has(leaf, port)).isTrue();
        assertThat(guards.has(leaf, glob)).isTrue();
        assertThat(guards.has(leaf, comparable)).isTrue();
        assertThat(loader.read)
                .containsExactly(name(Middle.class), name(Base.class), name(WebPort.class), name(Port.class));
        assertThat(guards.has(of(Other.class), port)).isTrue();
        assertThat(guards.has(of(Other.class), comparable)).isFalse();
        assertThat(loader.read).hasSize(4);
    }

    @Test
    void aTypeThatWasLoadedBeforeIsNotRead() throws Exception {
        for (Class<?> type : List.of(Port.class, WebPort.class, Base.class, Middle.class)) {
            guards.of(loader, name(type), file(type), false);
        }
        assertThat(guards.has(of(Leaf.class), port)).isTrue();
        assertThat(guards.has(of(Alone.class), port)).isFalse();
        assertThat(loader.read).isEmpty();
    }

    @Test
    void aNoteReadsNothingEither() throws Exception {
        guards.of(loader, name(Leaf.class), file(Leaf.class), false);
        assertThat(loader.read).isEmpty();
        assertThat(guards.has(of(Leaf.class), port)).isTrue();
    }

    /** Another agent or the loader itself may change a class before it is defined. */
    @Test
    void whatIsDefinedCountsAndNotWhatTheLoaderShows() throws Exception {
        of(Leaf.class);
        byte[] alone = new net.bytebuddy.ByteBuddy()
                .subclass(Object.class)
                .name(Middle.class.getName())
                .make()
                .getBytes();
        assertThat(guards.has(guards.of(loader, name(Middle.class), new ClassFile(alone), true), port))
                .isFalse();
        assertThat(guards.has(of(Leaf.class), port)).isFalse();
        assertThat(guards.nextMisread()).isEqualTo(name(Middle.class));
    }

    @Test
    void aTypeThatIsLoadedAsItWasReadIsNotMisread() throws Exception {
        of(Leaf.class);
        guards.of(loader, name(Middle.class), file(Middle.class), false);
        of(Base.class);
        assertThat(guards.nextMisread()).isNull();
    }

    /** What is loaded while a class passes the transformer passes it not. */
    @Test
    void aClassOfTheJdkIsReadWhereGuardsMayMeanOne() throws Exception {
        guards.mayLoadJdk = false;
        assertThat(guards.has(of(Leaf.class), comparable)).isTrue();
        assertThat(guards.nextUnseen()).isNull();
        assertThat(loader.read).doesNotContain("java/lang/Comparable");
    }

    /** No class of java.base is below a type outside of it: loading one hides nothing from a guard. */
    @Test
    void aClassOfBaseIsLoadedUnlessAGuardMayMeanOne() throws Exception {
        guards.mayLoadJdk = false;
        guards.mayLoadBase = true;
        int source = guards.add(guard("javax.sql.DataSource+#getConnection"));
        byte[] file = new net.bytebuddy.ByteBuddy()
                .subclass(java.util.TreeSet.class)
                .implement(javax.sql.DataSource.class)
                .name("com.acme.Pool")
                .make()
                .getBytes();
        assertThat(guards.has(guards.of(loader, "com/acme/Pool", new ClassFile(file), true), source))
                .isTrue();
        assertThat(loader.read).contains("javax/sql/DataSource").doesNotContain("java/util/TreeSet");
    }

    @Test
    void aClassOfTheJdkIsMeantByItsOwnNameFirst() throws Exception {
        int runnable = guards.add(guard("java.lang.Runnable+#run"));
        int collection = guards.add(guard("java.util.Collection+#add"));
        int map = guards.add(guard("java.util.Map+#put"));
        ClassFile list = file(ArrayList.class);
        assertThat(guards.ofJdk(runnable, "java/lang/Runnable", file(Runnable.class)))
                .isEqualTo(Hierarchy.Answer.YES);
        assertThat(guards.nextUnseen()).isNull();
        assertThat(guards.ofJdk(collection, "java/util/ArrayList", list)).isEqualTo(Hierarchy.Answer.YES);
        assertThat(guards.ofJdk(map, "java/util/ArrayList", list)).isEqualTo(Hierarchy.Answer.NO);
        assertThat(guards.has(guards.ofLoaded(ArrayList.class), collection)).isTrue();
        assertThat(guards.ofLoaded(Object.class)).isEqualTo(SubtypeGuards.NONE);
    }

    /** Whoever is loaded for an answer passes no transformer. It is loaded for the first question alone. */
    @Test
    void whatIsLoadedOfTheJdkForAnAnswerIsLookedAtLater() throws Exception {
        int list = guards.add(guard("java.util.ArrayList+#add"));
        int map = guards.add(guard("java.util.Map+#put"));
        ClassFile file = file(ArrayList.class);
        assertThat(guards.ofJdk(list, "java/util/ArrayList", file)).isEqualTo(Hierarchy.Answer.YES);
        assertThat(guards.nextUnseen()).isNull();
        guards.ofJdk(map, "java/util/ArrayList", file);
        assertThat(guards.nextUnseen()).isEqualTo(java.util.AbstractList.class);
        while (guards.nextUnseen() != null) {
            // The interfaces of the list.
        }
        guards.ofJdk(map, "java/util/ArrayList", file);
        guards.ofJdk(map, "java/util/Vector", file(java.util.Vector.class));
        assertThat(guards.nextUnseen()).isNull();
    }

    @Test
    void anotherLoaderMayHaveOtherTypesOfThoseNames() throws Exception {
        of(Leaf.class);
        Reads second = new Reads();
        assertThat(guards.has(guards.of(second, name(Leaf.class), file(Leaf.class), true), port))
                .isTrue();
        assertThat(second.read).hasSize(4);
    }

    @Test
    void aTypeWithoutAClassFileLeavesItOpenUntilTheClassIsLoaded() throws Exception {
        loader.hidden = name(Base.class);
        int leaf = of(Leaf.class);
        assertThat(guards.has(leaf, port)).isFalse();
        assertThat(guards.has(leaf, comparable)).isTrue();
        assertThat(SubtypeGuards.isUnclear(leaf)).isTrue();
        assertThat(SubtypeGuards.isUnclear(of(Alone.class))).isFalse();
    }

    /** The JVM refuses it later; Fusebox must not hang before. */
    @Test
    void aClassThatIsAboveItselfIsRefusedByTheJvmAlone() throws Exception {
        byte[] circle = new net.bytebuddy.ByteBuddy()
                .subclass(Base.class)
                .name("com.acme.Circle")
                .visit(new net.bytebuddy.asm.AsmVisitorWrapper.AbstractBase() {
                    @Override
                    public net.bytebuddy.jar.asm.ClassVisitor wrap(
                            net.bytebuddy.description.type.TypeDescription type,
                            net.bytebuddy.jar.asm.ClassVisitor visitor,
                            net.bytebuddy.implementation.Implementation.Context context,
                            net.bytebuddy.pool.TypePool pool,
                            net.bytebuddy.description.field.FieldList<
                                            net.bytebuddy.description.field.FieldDescription.InDefinedShape>
                                    fields,
                            net.bytebuddy.description.method.MethodList<?> methods,
                            int writer,
                            int reader) {
                        return new net.bytebuddy.jar.asm.ClassVisitor(
                                net.bytebuddy.utility.OpenedClassReader.ASM_API, visitor) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    @Nullable String signature,
                                    String superName,
                                    String[] interfaces) {
                                super.visit(version, access, name, signature, name, interfaces);
                            }
                        };
                    }
                })
                .make()
                .getBytes();
        assertThat(guards.has(guards.of(loader, "com/acme/Circle", new ClassFile(circle), true), port))
                .isFalse();
    }

    private int of(Class<?> type) throws Exception {
        return guards.of(loader, name(type), file(type), true);
    }

    private static Guard guard(String pattern) throws Exception {
        return new Guard("b", MethodPattern.parse(pattern));
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static ClassFile file(Class<?> type) {
        return new ClassFile(Objects.requireNonNull(ClassSource.read(type.getClassLoader(), name(type))));
    }

    /** Notes which class files are asked for. */
    private static final class Reads extends ClassLoader {
        final List<String> read = new ArrayList<>();
        String hidden = "";

        Reads() {
            super(SubtypeGuardsTest.class.getClassLoader());
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String resource) {
            String name = resource.substring(0, resource.length() - ".class".length());
            read.add(name);
            byte[] bytes = name.equals(hidden) ? null : ClassSource.read(getParent(), name);
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        }
    }
}
