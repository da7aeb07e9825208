package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.CircuitBreaker;
import io.fusebox.internal.GlobalRegistry;
import io.fusebox.internal.engine.BreakerId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The library in a program without the agent. */
class LibraryAloneTest {

    @Test
    void aBreakerFromCodeIsPublishedOnThePlatformsServer() throws Exception {
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("fusebox:type=CircuitBreaker,name=library-alone");
        CircuitBreaker.of("library-alone").run(() -> {});
        await().untilAsserted(() -> assertThat(platform.isRegistered(name)).isTrue());
        assertThat(platform.getAttribute(name, "TotalSuccessCount")).isEqualTo(1L);
        assertThat(platform.isRegistered(ObjectNames.FUSEBOX)).isTrue();

        GlobalRegistry.registry().remove(BreakerId.of("library-alone"));
        await().untilAsserted(() -> assertThat(platform.isRegistered(name)).isFalse());
    }

    @Test
    void publishingStopsAtOnceAndStartsAgain() throws Exception {
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        CircuitBreaker.of("library-alone").run(() -> {});
        await().untilAsserted(() ->
                assertThat(platform.isRegistered(ObjectNames.FUSEBOX)).isTrue());
        GlobalRegistry.jmx().stop();
        assertThat(platform.queryNames(new ObjectName("fusebox:*"), null)).isEmpty();
        GlobalRegistry.jmx().start();
        await().untilAsserted(() ->
                assertThat(platform.isRegistered(ObjectNames.FUSEBOX)).isTrue());
        GlobalRegistry.registry().remove(BreakerId.of("library-alone"));
    }

    @Test
    void onlyFuseboxsOwnThreadLoadsJmx() throws Exception {
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("fusebox:type=CircuitBreaker,name=image");
        Image image = new Image(true);
        image.useABreaker();
        await().until(() -> platform.isRegistered(name));
        assertThat(image.loadingThreads).containsOnly("fusebox");
        image.stop();
        assertThat(platform.isRegistered(name)).isFalse();
    }

    @Test
    void aRunTimeImageWithoutJmxIsBorneInSilence() throws Exception {
        Image image = new Image(false);
        image.useABreaker();
        await().until(() -> !image.loadingThreads.isEmpty());
        image.stop();
        assertThat(image.faults()).isZero();
    }

    /** The core once more, in a loader that sees who asks for JMX and may have none. */
    private static final class Image extends ClassLoader {
        final Set<String> loadingThreads = ConcurrentHashMap.newKeySet();
        private final boolean hasJmx;

        Image(boolean hasJmx) {
            super(LibraryAloneTest.class.getClassLoader());
            this.hasJmx = hasJmx;
        }

        void useABreaker() throws Exception {
            Class<?> breakers = loadClass("io.fusebox.CircuitBreaker");
            Object breaker = breakers.getMethod("of", String.class).invoke(null, "image");
            breakers.getMethod("run", Runnable.class).invoke(breaker, (Runnable) () -> {});
        }

        long faults() throws Exception {
            Object log = registry().getClass().getMethod("faults").invoke(registry());
            return (long) log.getClass().getMethod("count").invoke(log);
        }

        void stop() throws Exception {
            Object export = global("jmx");
            export.getClass().getMethod("stop").invoke(export);
            Object events = registry().getClass().getMethod("events").invoke(registry());
            events.getClass().getMethod("stop", long.class).invoke(events, 10_000);
        }

        private Object registry() throws Exception {
            return global("registry");
        }

        private Object global(String what) throws Exception {
            return loadClass("io.fusebox.internal.GlobalRegistry")
                    .getMethod(what)
                    .invoke(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("javax.management.")) {
                    loadingThreads.add(Thread.currentThread().getName());
                    if (!hasJmx) {
                        throw new ClassNotFoundException(name);
                    }
                }
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith("io.fusebox.")) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                return define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
