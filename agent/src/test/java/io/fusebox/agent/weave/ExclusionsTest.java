package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.InitialiserCalls;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.match.GeneratedClasses;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.JdkClasses;
import io.fusebox.agent.match.LeftOut;
import io.fusebox.agent.match.plan.MatchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What wildcards leave out. */
class ExclusionsTest {

    /** A class for generated ones to extend. */
    public static class Mailer {
        public void send() {}
    }

    /** What its initialiser calls, and what it does not. */
    @SuppressWarnings("UnusedVariable")
    static class Initialised {
        static final Initialised ONE = new Initialised(direct());
        static final Runnable LATER = () -> onlyMade();

        Initialised(int number) {
            byConstructor(number);
        }

        static int direct() {
            return indirect();
        }

        static int indirect() {
            return 1;
        }

        private void byConstructor(int number) {
            loop(number);
        }

        private void loop(int number) {
            if (number > 0) {
                loop(number - 1);
            }
        }

        static void onlyMade() {}

        static int direct(int other) {
            return other;
        }

        void never() {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Mailer$$SpringCGLIB$$0",
                "com.acme.Mailer$$EnhancerBySpringCGLIB$$1a2b3c",
                "com.acme.Mailer$$FastClassBySpringCGLIB$$1a2b3c",
                "com.acme.Mailer$$EnhancerByCGLIB$$1a2b3c",
                "com.acme.Mailer$$KeyFactoryByCGLIB$$1a2b3c",
                "com.acme.Mailer$$EnhancerByGuice$$12345",
                "com.acme.Mailer$$FastClassByGuice$$12345",
                "com.acme.Mailer$HibernateProxy$aBcD",
                "com.acme.Mailer$HibernateBasicProxy$aBcD",
                "com.acme.Mailer$HibernateInstantiator$aBcD",
                "com.acme.Mailer$HibernateAccessOptimizer$aBcD",
                "com.acme.Mailer$ByteBuddy$aBcD",
                "com.acme.Mailer$ByteBuddy$aBcD$auxiliary$xYz",
                "com.acme.Mailer$MockitoMock$aBcD",
                "com.acme.Mailer$Proxy$_$$_WeldClientProxy",
                "com.acme.Mailer$Proxy$_$$_WeldSubclass",
                "com.acme.Mailer$$OwbNormalScopeProxy0",
                "com.acme.Mailer$$OwbInterceptProxy0",
                "com.acme.Mailer_$$_jvst12a_0",
                "com.acme.Mailer_$$_javassist_0",
                "com.acme.Mailer$$$view12"
            })
    void generatedClassesByTheirNames(String name) throws Exception {
        assertThat(isLeftOut(name, subclass(name).make().getBytes())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.aop.SpringProxy",
                "org.springframework.aop.framework.Advised",
                "org.springframework.cglib.proxy.Factory",
                "net.sf.cglib.proxy.Factory",
                "org.hibernate.proxy.HibernateProxy",
                "org.hibernate.proxy.ProxyConfiguration",
                "org.mockito.internal.creation.bytebuddy.MockAccess",
                "org.mockito.internal.creation.bytebuddy.access.MockAccess",
                "org.jboss.weld.proxy.WeldClientProxy",
                "org.jboss.weld.proxy.WeldConstruct",
                "org.jboss.weld.bean.proxy.ProxyObject",
                "javassist.util.proxy.ProxyObject",
                "javassist.util.proxy.Proxy",
                "io.quarkus.arc.ClientProxy",
                "io.quarkus.arc.Subclass"
            })
    void generatedClassesByWhatTheyImplement(String framework) throws Exception {
        Class<?> of = new ByteBuddy()
                .makeInterface()
                .name(framework)
                .make()
                .load(getClass().getClassLoader())
                .getLoaded();
        String name = "com.acme.Odd";
        assertThat(isLeftOut(name, subclass(name).implement(of).make().getBytes()))
                .isTrue();
    }

    @Test
    void quarkusClassesByTheNameOfTheClassBeforeTheirs() throws Exception {
        for (String suffix : List.of("_ClientProxy", "_Subclass")) {
            String own = Mailer.class.getName() + suffix;
            assertThat(isLeftOut(own, subclass(own).make().getBytes())).isTrue();
            assertThat(isLeftOut(
                            "com.acme.My" + suffix,
                            subclass("com.acme.My" + suffix).make().getBytes()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Mailer",
                "com.acme.Mailer$1",
                "com.acme.Mailer$$anon$1",
                "com.acme.Till$_f_closure1",
                "com.acme.Mailer$Companion",
                "com.acme.ClientProxy"
            })
    void noOthers(String name) throws Exception {
        assertThat(isLeftOut(name, subclass(name).make().getBytes())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.cglib.core.ReflectUtils, org.springframework.**#*, org.springframework.cglib.**#*",
        "org.springframework.aop.framework.AdvisedSupport, **#*, org.springframework.aop.framework.Adv*#*",
        "org.springframework.boot.loader.launch.Launcher, org.**#*, org.springframework.boot.loader.**#*",
        "org.mockito.Mockito, org.mock*.**#*, org.mockito.**#*"
    })
    void theFrameworksThemselvesUnlessTheirPackageIsNamed(String name, String wide, String near) throws Exception {
        byte[] file = subclass(name).make().getBytes();
        assertThat(GeneratedClasses.kind(guard(wide), name.replace('.', '/'), file))
                .isNotNull();
        assertThat(GeneratedClasses.kind(guard(near), name.replace('.', '/'), file))
                .isNull();
    }

    @Test
    void aGeneratedClassThatIsNamedIsGuarded() throws Exception {
        String name = "com.acme.Mailer$$SpringCGLIB$$0";
        MatchResult look = new MatchResult();
        look.guards.addAll(List.of(guard(name + "#*"), guard("com.acme.*#send")));
        Heard heard = new Heard();
        heard.exclusions.ofClass(
                look, name.replace('.', '/'), subclass(name).make().getBytes());
        assertThat(look.guards).extracting(Guard::toString).containsExactly("b: " + name + "#*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/lang/management/ManagementFactory",
                "javax/management/MBeanServer",
                "sun/management/RuntimeImpl",
                "com/sun/jmx/mbeanserver/Repository",
                "java/rmi/server/UnicastRemoteObject",
                "sun/rmi/transport/Transport",
                "java/util/logging/Logger",
                "jdk/management/jfr/FlightRecorderMXBean",
                "com/sun/tools/attach/VirtualMachine",
                "sun/tools/attach/HotSpotVirtualMachine",
                "jdk/internal/agent/Agent",
                "java/net/ServerSocket",
                "sun/nio/ch/NioSocketImpl",
                "sun/reflect/misc/Trampoline",
                "java/math/BigDecimal",
                "sun/net/www/ParseUtil",
                "java/net/URLConnection",
                "sun/security/ssl/SSLSocketImpl"
            })
    void whatManagementAndCommandsRunOn(String name) throws Exception {
        Heard heard = new Heard();
        Guard wide = guard("java.**#*");
        Guard named = guard(name.replace('/', '.') + "#*");
        MatchResult look = new MatchResult();
        look.guards.addAll(List.of(wide, named));
        heard.exclusions.ofClass(look, name, new byte[0]);
        assertThat(look.guards).containsExactly(named);
        assertThat(wide.leftOut())
                .startsWith("leaves out what management, logging and the commands of Fusebox run on")
                .contains(name.replace('/', '.'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/net/http/HttpClient",
                "jdk/internal/net/http/HttpClientImpl",
                "java/net/HttpURLConnection",
                "sun/net/www/protocol/http/HttpURLConnection",
                "sun/net/www/protocol/https/HttpsURLConnectionImpl",
                "java/sql/DriverManager"
            })
    void clientsOfTheJdkAreNoPartOfThat(String name) {
        assertThat(JdkClasses.isPackage(name)).isTrue();
        assertThat(JdkClasses.isForOperation(name)).isFalse();
    }

    @Test
    void aPatternWhoseWildcardWouldMeanTheJdkIsTold() throws Exception {
        Heard heard = new Heard();
        List<Guard> guards = new ArrayList<>();
        for (String pattern : List.of(
                "**#*",
                "*.sql.*#*",
                "java*.**#*",
                "java.sql.**#*",
                "com.acme.**#*",
                "@a.B#*",
                "a.B+#*",
                "C#*",
                "*#*",
                "*Client#*")) {
            guards.add(guard(pattern));
        }
        heard.exclusions.ofPlan(guards);
        assertThat(guards)
                .filteredOn(guard -> guard.leftOut() != null)
                .extracting(guard -> guard.pattern.toString())
                .containsExactly("**#*", "*.sql.*#*", "java*.**#*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "([Ljava/lang/String;)V",
                "()V",
                "(Lkotlin/coroutines/Continuation;)Ljava/lang/Object;",
                "([Ljava/lang/String;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;"
            })
    void whereTheProgramBegins(String descriptor) throws Exception {
        for (int access : new int[] {Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, Opcodes.ACC_STATIC, 0}) {
            MethodOutline main = new MethodOutline(access, "main", descriptor, null, null);
            assertThat(isLeftOut("com.acme.App#*", main)).isTrue();
            assertThat(isLeftOut("com.acme.**#ma*(..)", main)).isTrue();
            assertThat(isLeftOut("com.acme.App#main", main)).isFalse();
            assertThat(isLeftOut("com.acme.App+#main", main)).isFalse();
            assertThat(isLeftOut("com.acme.App#@a.B", main)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"main, (I)V", "main, ()I", "main, ([Ljava/lang/String;)I", "mains, ()V"})
    void butNotWhatOnlyLooksLikeIt(String name, String descriptor) throws Exception {
        assertThat(isLeftOut("com.acme.App#*", new MethodOutline(0, name, descriptor, null, null)))
                .isFalse();
    }

    @Test
    void whatTheInitialiserOfAClassCalls() throws Exception {
        byte[] file = ClassSource.read(
                getClass().getClassLoader(), Initialised.class.getName().replace('.', '/'));
        Set<String> calls = InitialiserCalls.in(OpenedClassReader.of(file));
        assertThat(calls)
                .contains("direct()I", "indirect()I", "byConstructor(I)V", "loop(I)V")
                .doesNotContain("onlyMade()V", "direct(I)I", "never()V");

        ClassOutline outline = ClassOutline.of(OpenedClassReader.of(file));
        Exclusions.OfInitialiser initialiser = new Exclusions.OfInitialiser(OpenedClassReader.of(file), outline);
        Guard guard = guard("com.acme.Initialised#*");
        List<String> left = new ArrayList<>();
        for (MethodOutline method : outline.methods) {
            if (new Heard().exclusions.hasMethod(guard, "com.acme.Initialised", method, initialiser)) {
                left.add(method.toString());
            }
        }
        assertThat(left).contains("direct()", "indirect()", "byConstructor(int)", "loop(int)");
        assertThat(left).doesNotContain("direct(int)", "never()", "onlyMade()");
        assertThat(guard.leftOut()).contains("com.acme.Initialised#").contains("initialiser");
    }

    @Test
    void ofEachKindThePatternIsToldOnce() throws Exception {
        Guard guard = guard("com.acme.**#*");
        assertThat(guard.leavesOut(LeftOut.MAIN, "first")).isTrue();
        assertThat(guard.leavesOut(LeftOut.MAIN, "second")).isFalse();
        assertThat(guard.leavesOut(LeftOut.GENERATED, "third")).isTrue();
        assertThat(WeaveReport.unmatched(guard)).isEqualTo("b: com.acme.**#*: guards nothing, for it first");
    }

    private static boolean isLeftOut(String pattern, MethodOutline method) throws Exception {
        ClassOutline outline = ClassOutline.of(OpenedClassReader.of(ClassSource.read(
                ExclusionsTest.class.getClassLoader(), Mailer.class.getName().replace('.', '/'))));
        return new Heard()
                .exclusions.hasMethod(
                        guard(pattern), "com.acme.App", method, new Exclusions.OfInitialiser(null, outline));
    }

    private static boolean isLeftOut(String name, byte[] file) throws Exception {
        return GeneratedClasses.kind(guard("com.acme.**#*"), name.replace('.', '/'), file) != null;
    }

    private static DynamicType.Builder<?> subclass(String name) {
        return new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .subclass(Mailer.class)
                .name(name);
    }

    private static Guard guard(String pattern) throws Exception {
        return new Guard("b", MethodPattern.parse(pattern));
    }

    /** Exclusions whose words go nowhere. */
    private static final class Heard {
        final Exclusions exclusions = new Exclusions(
                new WeaveDiagnostics(
                        io.fusebox.agent.log.Logs.nowhere(),
                        new io.fusebox.internal.registry.Registry(System::nanoTime).events(),
                        new WeaveReport(),
                        new Hierarchy()),
                new Hierarchy());
    }
}
