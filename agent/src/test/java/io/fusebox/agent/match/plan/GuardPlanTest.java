package io.fusebox.agent.match.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.plan.Subjects;
import com.acme.plan.Subjects.ByName;
import com.acme.plan.Subjects.Gateway;
import com.acme.plan.Subjects.Http;
import com.acme.plan.Subjects.Odd;
import com.acme.plan.Subjects.Old;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.Inherited;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes a plan looks closer at. Their class files are those of this test. */
class GuardPlanTest {

    private static final String HERE = Subjects.class.getName() + "$";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.plan.Subjects$Http#send",
                "com.acme.plan.Subjects$Http#other",
                "com.acme.**#send",
                "**.Subjects$H*#s*",
                "**#send",
                "*.acme.plan.*Http#*",
                "com.acme.plan.Subjects$Gateway+#send(java.lang.String)",
                "com.acme.plan.Subjects$Middle+#s*",
                "com.acme.**$Gate*+#send"
            })
    void aClassIsMeantByItsNameOrASupertype(String pattern) throws Exception {
        assertThat(look(Http.class, pattern).guards).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.plan.Subjects.Http#send",
                "com.acme.plan.Subjects$Htt#send",
                "com.acme.*#send",
                "**#absent",
                "**.Http#send",
                "com.acme.plan.Subjects$Gateway+#ping",
                "com.acme.plan.Subjects$Sender+#send",
                "@java.lang.Deprecated#send",
                "**#@java.lang.Deprecated"
            })
    void noOtherClassIs(String pattern) throws Exception {
        assertThat(look(Http.class, pattern)).isNull();
    }

    @Test
    void annotationsAreThoseOfTheTypeOrTheMethodItself() throws Exception {
        assertThat(look(Old.class, "@" + HERE + "Marked#*").guards).hasSize(1);
        assertThat(look(ByName.class, "**#@" + HERE + "Marked").guards).hasSize(1);
        assertThat(look(Old.class, "@" + HERE + "Marked#absent")).isNull();
    }

    @Test
    void aMethodMayNameItsBreakerItself() throws Exception {
        GuardPlan plan = new GuardPlan(List.of(), AnnotatedClasses.ALL);
        MatchResult look = look(ByName.class, plan);
        assertThat(look.annotated).isTrue();
        assertThat(look.guards).isEmpty();
        assertThat(look(Http.class, plan)).isNull();
        assertThat(look(ByName.class, new GuardPlan(List.of(), AnnotatedClasses.NONE)))
                .isNull();

        ClassOutline outline = ClassOutline.of(net.bytebuddy.utility.OpenedClassReader.of(fileOf(ByName.class)));
        assertThat(outline.methods)
                .filteredOn(method -> method.breaker != null)
                .singleElement()
                .satisfies(
                        method -> assertThat(method.name + " " + method.breaker).isEqualTo("named b"));
    }

    @Test
    void aSubtypeThatInheritsTheMethodIsNoticed() throws Exception {
        MatchResult look = look(Odd.class, HERE + "Gateway+#send");
        assertThat(look.guards).isEmpty();
        assertThat(look.inheriting).hasSize(1);
        Guard guard = look.inheriting.get(0);
        Inherited inherited = Inherited.find(guard, new Hierarchy(), Odd.class.getClassLoader(), nameOf(Odd.class));
        assertThat(inherited).isNotNull();
        assertThat(inherited.type()).isEqualTo(HERE + "Sender");
        assertThat(inherited.isGuarded()).isFalse();
    }

    @Test
    void aProxyOfTheJdkOnlyPassesCallsOn() throws Exception {
        byte[] proxy = new net.bytebuddy.ByteBuddy()
                .with(net.bytebuddy.dynamic.scaffold.TypeValidation.DISABLED)
                .subclass(
                        Proxy.class,
                        net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy.Default.NO_CONSTRUCTORS)
                .implement(Gateway.class)
                .name("com.acme.$Proxy1")
                .method(net.bytebuddy.matcher.ElementMatchers.named("send"))
                .intercept(net.bytebuddy.implementation.FixedValue.value(1))
                .make()
                .getBytes();
        GuardPlan plan = plan(HERE + "Gateway+#send", "com.acme.*#send");
        MatchResult look = plan.look(getClass().getClassLoader(), "com/acme/$Proxy1", null, proxy);
        assertThat(look).isNotNull();
        assertThat(look.proxy).isTrue();
        assertThat(look(Http.class, HERE + "Gateway+#send").proxy).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.1x, com.acme.1x#send",
        "com.acme.A$1x, com.acme.*$1*#send",
        "com.acme.night-run, com.acme.night-run#*",
        "com.acme.My Shop, com.acme.`My Shop`#send",
        "com.acme.My Shop, com.acme.`My `*#send",
        "com.acme.\u6a5f, com.acme.\u6a5f#send",
        "com.acme.$colon$colon, com.acme.$colon$colon#send"
    })
    void aClassMayHaveAnyNameOfAClassFile(String name, String pattern) throws Exception {
        byte[] file = new net.bytebuddy.ByteBuddy()
                .with(net.bytebuddy.dynamic.scaffold.TypeValidation.DISABLED)
                .subclass(Http.class)
                .name(name)
                .method(net.bytebuddy.matcher.ElementMatchers.named("send"))
                .intercept(net.bytebuddy.implementation.FixedValue.value(1))
                .make()
                .getBytes();
        MatchResult look = plan(pattern).look(getClass().getClassLoader(), name.replace('.', '/'), null, file);
        assertThat(look).isNotNull();
        assertThat(look.guards).hasSize(1);
    }

    @Test
    void aSupertypeWithoutAClassFileLeavesTheClassUnclear() throws Exception {
        ClassLoader blind = new ClassLoader(null) {};
        MatchResult look = plan("com.acme.Other+#send").look(blind, nameOf(Http.class), null, fileOf(Http.class));
        assertThat(look).isNotNull();
        assertThat(look.guards).isEmpty();
        assertThat(look.unclear).isTrue();
    }

    @Test
    void classesOfTheJdkAreLookedAtOnlyForPatternsThatMayMeanThem() throws Exception {
        assertThat(plan("com.acme.Foo+#x", "@java.lang.Deprecated#x").mayMeanJdk())
                .isFalse();
        assertThat(plan("java.sql.Driver+#connect").mayMeanJdk()).isTrue();
        assertThat(plan("**#connect", "*.sql.*#connect", "java*.**#*").mayMeanJdk())
                .isFalse();
        assertThat(plan("java.**#connect").mayMeanJdk()).isTrue();
        assertThat(plan("java.sql.Dri*#connect").mayMeanJdk()).isTrue();
        assertThat(Hierarchy.isMeant(plan("java.util.Collection+#add").all().get(0), ArrayList.class))
                .isTrue();
        assertThat(new Hierarchy()
                        .isMeant(
                                plan("java.util.Collection+#add").all().get(0),
                                getClass().getClassLoader(),
                                List.of("java/util/ArrayList")))
                .isEqualTo(Hierarchy.Answer.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.Collection+#add, true",
        "java.util.Col*#add, true",
        "java.**#add, true",
        "java.net.http.*#send, true",
        "javax.sql.DataSource+#getConnection, false",
        "java.util.logging.Logger#log, false",
        "javax.sql.*#getConnection, false",
        "com.acme.Foo+#x, false"
    })
    void classesOfBaseAreLookedAtOnlyForPatternsThatMayMeanThem(String pattern, boolean may) throws Exception {
        byte[] unreadable = {};
        GuardPlan plan = plan(pattern, "@java.lang.Deprecated#*");
        org.assertj.core.api.ThrowableAssert.ThrowingCallable look =
                () -> plan.look(null, "java/util/ArrayList", null, unreadable);
        if (may) {
            assertThatThrownBy(look).isInstanceOf(ArrayIndexOutOfBoundsException.class);
        } else {
            assertThatCode(look).doesNotThrowAnyException();
            assertThat(plan.means(ArrayList.class, "java/util/ArrayList")).isFalse();
        }
    }

    /** There is no bit for a word beyond the 64th: who looks for that one looks closer at every class. */
    @Test
    void guardedIsLookedForHoweverManyWordsPatternsHave() throws Exception {
        List<Guard> guards = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            guards.add(new Guard("b", MethodPattern.parse("com.acme.other.Type" + i + "+#method" + i)));
        }
        GuardPlan plan = new GuardPlan(guards, AnnotatedClasses.ALL);
        MatchResult named = look(ByName.class, plan);
        assertThat(named).isNotNull();
        assertThat(named.annotated).isTrue();
        assertThat(look(Http.class, plan)).isNull();
    }

    private static MatchResult look(Class<?> type, String... patterns) throws Exception {
        return look(type, plan(patterns));
    }

    /** The same before the class is loaded and after. */
    private static MatchResult look(Class<?> type, GuardPlan plan) throws IOException {
        MatchResult before = plan.look(type.getClassLoader(), nameOf(type), null, fileOf(type));
        MatchResult after = plan.look(type.getClassLoader(), nameOf(type), type, fileOf(type));
        assertThat(after == null).isEqualTo(before == null);
        if (before != null) {
            assertThat(after.guards).isEqualTo(before.guards);
        }
        return before;
    }

    private static GuardPlan plan(String... patterns) throws BadValue {
        List<Guard> guards = new ArrayList<>();
        for (String pattern : patterns) {
            guards.add(new Guard("b", MethodPattern.parse(pattern)));
        }
        return new GuardPlan(guards, AnnotatedClasses.NONE);
    }

    private static String nameOf(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static byte[] fileOf(Class<?> type) throws IOException {
        byte[] file = ClassSource.read(type.getClassLoader(), nameOf(type));
        assertThat(file).isNotNull();
        return file;
    }
}
