package io.fusebox.agent.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.plan.Members.Answer;
import com.acme.plan.Members.Odd;
import com.acme.plan.Members.Optional;
import com.acme.plan.Members.Secretive;
import com.acme.plan.Members.Status;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.CallPaths;
import io.fusebox.agent.call.member.Condition;
import io.fusebox.agent.call.member.MemberPath;
import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which members a condition reads. */
class ExpressionFitTest {

    @Test
    void r10_aPrivateMethodOfASubclassIsNotTheDeclaredOne() throws Throwable {
        assertThat(holds("result.status() == 200", Answer.class, new Secretive()))
                .isTrue();
    }

    @Test
    void r10_aFieldOfASubclassIsNotTheDeclaredOne() throws Throwable {
        assertThat(holds("result.code == 200", Answer.class, new Secretive())).isTrue();
    }

    @Test
    void r10_whatASubclassOverridesIsItsOwn() throws Throwable {
        assertThat(holds("result.text() == \"secret\"", Answer.class, new Secretive()))
                .isTrue();
        assertThat(holds("result.toString() == \"Secretive\"", Answer.class, new Secretive()))
                .isTrue();
        assertThat(holds("result.toString() == \"Secretive\"", Object.class, new Secretive()))
                .isTrue();
    }

    @Test
    void r10_aMemberMayBeInheritedFromAnInterface() throws Throwable {
        assertThat(holds("result.isFinal()", Answer.class, new Answer())).isTrue();
        assertThat(holds("result.isFinal()", Status.class, new Answer())).isTrue();
        assertThat(holds("result.hashCode() == result.hashCode()", Status.class, new Answer()))
                .isTrue();
    }

    @Test
    void r10_theWayGoesOnInTheDeclaredTypes() throws Throwable {
        assertThat(holds("result.next().status() == 200", Answer.class, new Secretive()))
                .isTrue();
        assertThat(holds("result.next().code == 200", Answer.class, new Secretive()))
                .isTrue();
    }

    @Test
    void r10_whereNothingIsDeclaredTheResultDecides() throws Throwable {
        assertThat(holds("result.status() == 500", Object.class, new Secretive()))
                .isTrue();
        assertThat(holds("result.any().status() == 500", Answer.class, new Secretive()))
                .isTrue();
    }

    @Test
    void r10_aResultThatIsNotWhatItsMethodSaysIsReadByNames() throws Throwable {
        assertThat(holds("result.status() == 418", Answer.class, new Odd())).isTrue();
    }

    @Test
    void r10_aClassOneOfWhoseMethodsMentionsAClassThatIsNotThereIsReadAllTheSame() throws Throwable {
        Class<?> type = new Without("Absent").loadClass(Optional.class.getName());
        assertThatThrownBy(type::getDeclaredMethods).isInstanceOf(NoClassDefFoundError.class);
        Object result = type.getDeclaredConstructor().newInstance();
        assertThat(holds("result.status() == 200", Optional.class, result)).isTrue();
    }

    @Test
    void aKeyIsReadFromTheDeclaredMemberToo() throws Exception {
        Registry registry = new Registry(System::nanoTime);
        Breaker breaker =
                registry.breaker("http", CircuitBreakerSettings.builder().build());
        ResolvedExpression<Expression.Path> key = new ExpressionFit(Setting.KEY, files(Answer.class))
                .path(Expression.path("this.code"), descriptor(Answer.class));
        SiteRules rules = new SiteRules(
                "http",
                breaker.gate(),
                registry.faults(),
                new KeyedBreakers(registry, breaker, 10, limit -> {}),
                new CallPaths(new MemberPath[] {new MemberPath(key.expression().steps())}, null, false),
                null,
                0,
                null,
                null,
                false,
                null,
                new AtomicBoolean(),
                (gate, subscribing) -> false,
                line -> {});
        assertThat(rules.gate(new Secretive())).hasToString("http[200]");
        assertThat(rules.gate(new Answer())).hasToString("http[200]");
    }

    @Test
    void r10_anArrayHasALength() throws Throwable {
        Expression.Path path = new ExpressionFit(Setting.KEY, files(Answer.class))
                .path(Expression.path("arg0.length"), "[B")
                .expression();
        assertThat(new MemberPath(path.steps()).follow(new byte[3])).isEqualTo(3);
        ExpressionFit fit = new ExpressionFit(Setting.ERROR_WHEN, files(Answer.class));
        String text = "result.length == 0";
        Condition empty = new Condition(
                fit.condition(Expression.condition(text), text, "[[Ljava/lang/String;")
                        .expression(),
                text);
        assertThat(empty.holds(new String[0][])).isTrue();
        assertThat(empty.holds(new String[1][])).isFalse();
        assertThat(empty.holds(null)).isFalse();
        assertThatThrownBy(() -> fit.condition(Expression.condition("result.size() == 0"), "", "[I"))
                .isInstanceOf(SettingMismatch.class)
                .hasMessage("int[] has no size()");
    }

    @Test
    void membersTellConditionsApartThatReadOthers() throws Exception {
        String text = "result.toString() == \"a\" && result.isFinal()";
        assertThat(found(text, Answer.class).members())
                .isEqualTo(found(text, Secretive.class)
                        .members()
                        .replace("Members$Secretive#toString", "Members$Answer#toString"))
                .isNotEqualTo(found(text, Secretive.class).members())
                .isNotEqualTo(found("result.isFinal()", Answer.class).members());
        assertThat(found("result.code == 1", Answer.class).members())
                .isNotEqualTo(found("result.status() == 1", Answer.class).members());
    }

    private static boolean holds(String text, Class<?> declared, @Nullable Object result) throws Throwable {
        return new Condition(found(text, declared).expression(), text).holds(result);
    }

    private static ResolvedExpression<Expression> found(String text, Class<?> declared) throws Exception {
        return new ExpressionFit(Setting.ERROR_WHEN, files(declared))
                .condition(Expression.condition(text), text, descriptor(declared));
    }

    private static ClassFiles files(Class<?> declared) {
        ClassLoader loader = declared.getClassLoader();
        return new ClassFiles(
                loader == null ? Answer.class.getClassLoader() : loader,
                nameOf(Answer.class),
                ClassOutline.of(OpenedClassReader.of(fileOf(Answer.class))));
    }

    private static String descriptor(Class<?> type) {
        return "L" + nameOf(type) + ";";
    }

    private static String nameOf(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static byte[] fileOf(Class<?> type) {
        return Objects.requireNonNull(ClassSource.read(type.getClassLoader(), nameOf(type)));
    }

    /** The classes of these tests once more, but one of them is missing. */
    private static final class Without extends ClassLoader {
        private final String missing;

        Without(String missing) {
            super(Answer.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.acme.plan.Members$")) {
                return super.loadClass(name, resolve);
            }
            if (name.endsWith("$" + missing)) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (var in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] file = in.readAllBytes();
                return defineClass(name, file, 0, file.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
