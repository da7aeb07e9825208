package io.fusebox.agent.async;

import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.TrustedLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a library calls a publisher: which interface its subscribers come through, and how one of that kind is made around
 * it. Refers to the library's classes; kept with a class of the library.
 */
public final class PublisherKind {
    /**
     * Of each kind: the class or interface; the interface that has {@code subscribe}; the static method that makes one of
     * the kind from that interface, or none if that interface is the kind. The more special come first.
     */
    private static final String[][] KINDS = {
        {"reactor.core.publisher.Mono", "org.reactivestreams.Publisher", "fromDirect"},
        {"reactor.core.publisher.Flux", "org.reactivestreams.Publisher", "from"},
        {"io.reactivex.rxjava3.core.Flowable", "org.reactivestreams.Publisher", "fromPublisher"},
        {"io.reactivex.rxjava3.core.Single", "io.reactivex.rxjava3.core.SingleSource", "wrap"},
        {"io.reactivex.rxjava3.core.Maybe", "io.reactivex.rxjava3.core.MaybeSource", "wrap"},
        {"io.reactivex.rxjava3.core.Completable", "io.reactivex.rxjava3.core.CompletableSource", "wrap"},
        {"io.reactivex.rxjava3.core.Observable", "io.reactivex.rxjava3.core.ObservableSource", "wrap"},
        {"io.reactivex.rxjava3.core.SingleSource"},
        {"io.reactivex.rxjava3.core.MaybeSource"},
        {"io.reactivex.rxjava3.core.CompletableSource"},
        {"io.reactivex.rxjava3.core.ObservableSource"},
        {"org.reactivestreams.Publisher"},
        {"java.util.concurrent.Flow$Publisher"},
    };

    /** Those that end with their element. */
    private static final String MONO = "reactor.core.publisher.Mono";

    /** Those that have nothing for an element, beside {@link #MONO}. */
    private static final List<String> MAYBES =
            List.of("io.reactivex.rxjava3.core.Maybe", "io.reactivex.rxjava3.core.MaybeSource");

    private final String name;
    private final Class<?> source;
    private final @Nullable MethodHandle maker;

    private PublisherKind(String name, Class<?> source, @Nullable MethodHandle maker) {
        this.name = name;
        this.source = source;
        this.maker = maker;
    }

    /** How many kinds there are. */
    public static int count() {
        return KINDS.length;
    }

    /** The class or interface of a kind, by its name; the more special come first. */
    public static String name(int kind) {
        return KINDS[kind][0];
    }

    /**
     * The kind of a class that is of one, or of several.
     *
     * @param declared what one of the kind must be: the type that the guarded method is declared to return
     */
    static PublisherKind of(Class<?> type, String declared) {
        for (String[] kind : KINDS) {
            Class<?> found = Ancestors.named(type, kind[0]);
            if (found != null && Ancestors.named(found, declared) != null) {
                return kind.length == 1 ? new PublisherKind(kind[0], found, null) : made(found, kind);
            }
        }
        throw new LinkageError(type.getName() + " is a publisher that no other " + declared + " can stand in for");
    }

    private static PublisherKind made(Class<?> type, String[] kind) {
        try {
            Class<?> source = Class.forName(kind[1], false, type.getClassLoader());
            MethodHandle maker = TrustedLookup.LOOKUP.findStatic(type, kind[2], MethodType.methodType(type, source));
            return new PublisherKind(kind[0], source, maker.asType(MethodType.methodType(Object.class, Object.class)));
        } catch (ReflectiveOperationException foreign) {
            throw new LinkageError("an unknown version of " + kind[0], foreign);
        }
    }

    /** The interface that has {@code subscribe}. */
    Class<?> source() {
        return source;
    }

    /** Whether its one element, given to {@code onNext}, is its end, rather than {@code onComplete}. */
    boolean endsWithElement() {
        return name.equals(MONO);
    }

    /** Whether to complete without an element is to come to nothing: {@code result == null}. */
    boolean isNullIfEmpty() {
        return name.equals(MONO) || MAYBES.contains(name);
    }

    /** One of the same kind that asks the breaker at each subscription. */
    Object around(Object publisher, PublisherSite.Guarded guarded) throws Throwable {
        Object guard = Proxy.newProxyInstance(
                source.getClassLoader(), new Class<?>[] {source}, new Subscribing(this, publisher, guarded));
        return maker == null ? guard : (Object) maker.invokeExact(guard);
    }
}
