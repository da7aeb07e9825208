package io.fusebox.agent.match.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatedClassesTest {
    private final AnnotatedClasses auto = AnnotatedClasses.whereCoreIs();

    /** A loader with or without {@code fusebox-core}; counts how often it is asked. */
    private static class Loader extends ClassLoader {
        boolean hasCore;
        int asked;

        Loader(boolean hasCore) {
            super(null);
            this.hasCore = hasCore;
        }

        @Override
        public URL getResource(String name) {
            assertThat(name).isEqualTo("io/fusebox/Guarded.class");
            asked++;
            return hasCore ? somewhere() : null;
        }

        static URL somewhere() {
            try {
                return URI.create("file:/core.jar").toURL();
            } catch (MalformedURLException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aLoaderThatShowsTheCoreIsAskedOnceAndAllItsClassesMayBeMeant() {
        Loader loader = new Loader(true);
        for (int i = 0; i < 100; i++) {
            assertThat(auto.mayBeIn(loader, "com/acme/C" + i)).isTrue();
        }
        assertThat(loader.asked).isEqualTo(1);
        assertThat(auto.hasLate()).isFalse();
    }

    @Test
    void aLoaderWithoutTheCoreIsAskedMoreAndMoreRarely() {
        Loader loader = new Loader(false);
        for (int i = 0; i < 10_000; i++) {
            assertThat(auto.mayBeIn(loader, "com/acme/C" + i)).isFalse();
        }
        assertThat(loader.asked).isEqualTo(7);
    }

    @Test
    void aLoaderThatGetsTheCoreLaterIsMetAgainWithItsOlderClasses() {
        Loader loader = new Loader(false);
        assertThat(auto.mayBeIn(loader, "com/acme/First")).isFalse();
        loader.hasCore = true;
        assertThat(auto.mayBeIn(loader, "com/acme/Second")).isTrue();
        assertThat(auto.hasLate()).isTrue();
        assertThat(auto.nextLate().refersTo(loader)).isTrue();
        assertThat(auto.nextLate()).isNull();
        assertThat(auto.mayBeIn(loader, "com/acme/Third")).isTrue();
        assertThat(auto.hasLate()).isFalse();
    }

    @Test
    void classesThatComeWhileTheLoaderIsAskedDoNotAskIt() {
        Loader loader = new Loader(true) {
            @Override
            public URL getResource(String name) {
                for (int i = 0; i < 8; i++) {
                    assertThat(auto.mayBeIn(this, "com/acme/Helper" + i)).isFalse();
                }
                return super.getResource(name);
            }
        };
        assertThat(auto.mayBeIn(loader, "com/acme/First")).isTrue();
        assertThat(loader.asked).isEqualTo(1);
        assertThat(auto.nextLate().refersTo(loader)).isTrue();
    }

    @Test
    void aLoaderThatFailsHasNoAnnotatedClasses() {
        Loader loader = new Loader(true) {
            @Override
            public URL getResource(String name) {
                throw new IllegalStateException("closed");
            }
        };
        assertThat(auto.mayBeIn(loader, "com/acme/First")).isFalse();
    }

    @Test
    void theJdkHasNoAnnotatedClasses() {
        for (AnnotatedClasses any : List.of(auto, AnnotatedClasses.ALL, AnnotatedClasses.NONE)) {
            assertThat(any.mayBeIn(null, "java/lang/Object")).isFalse();
            assertThat(any.mayBeIn(ClassLoader.getPlatformClassLoader(), "java/sql/Date"))
                    .isFalse();
        }
        Loader loader = new Loader(true);
        assertThat(auto.mayBeIn(loader, "jdk/internal/reflect/GeneratedMethodAccessor1"))
                .isFalse();
        assertThat(loader.asked).isZero();
    }

    @Test
    void bothTogetherAreTheClassesOfEither() {
        assertThat(auto.and(AnnotatedClasses.NONE)).isSameAs(auto);
        assertThat(AnnotatedClasses.NONE.and(auto)).isSameAs(auto);
        assertThat(auto.and(auto)).isSameAs(auto);
        assertThat(auto.and(AnnotatedClasses.ALL)).isSameAs(AnnotatedClasses.ALL);
        assertThat(AnnotatedClasses.ALL.and(AnnotatedClasses.NONE)).isSameAs(AnnotatedClasses.ALL);
    }

    /** A file without a single byte: to look into it is an exception. */
    @Test
    void noClassFileIsLookedIntoUnlessItsLoaderShowsTheCore() {
        GuardPlan plan = new GuardPlan(List.of(), auto);
        assertThat(plan.look(new Loader(false), "com/acme/First", null, new byte[0]))
                .isNull();
        assertThatThrownBy(() -> plan.look(new Loader(true), "com/acme/First", null, new byte[0]))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }
}
