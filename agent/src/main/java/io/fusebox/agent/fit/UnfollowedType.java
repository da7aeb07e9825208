package io.fusebox.agent.fit;

import io.fusebox.agent.match.Hierarchy;
import org.jspecify.annotations.Nullable;

/**
 * A type that stands for work that continues, or begins, after the method has returned. Fusebox cannot see when the work
 * ends, so the call ends when the method returns. The log says so when the method is woven.
 *
 * @param name the declared return type of the method, with dots
 * @param instead what to do instead
 */
public record UnfollowedType(String name, String instead) {
    private static final String THE_WORK = "guard the method that does the work";
    private static final String STAGE = "let it return a CompletionStage, or " + THE_WORK;
    private static final String WHEN_RUN = "guard the method that does the work when it is run";
    private static final String SUSPEND = "make it a suspend function, or guard the one that does the work";

    /** Internal names of types and, for their subtypes too, what to do instead. */
    private static final String[][] TYPES = {
        {"scala/concurrent/Future", "let it return a CompletionStage (FutureConverters), or " + THE_WORK},
        {"com/twitter/util/Future", STAGE},
        {"io/vavr/concurrent/Future", "let it return toCompletableFuture(), or " + THE_WORK},
        {"io/vertx/core/Future", "let it return toCompletionStage(), or " + THE_WORK},
        {"io/smallrye/mutiny/Uni", "let it return subscribeAsCompletionStage(), or " + THE_WORK},
        {"kotlinx/coroutines/Job", SUSPEND},
        {"kotlinx/coroutines/flow/Flow", "guard the suspend function that does the work"},
        {"io/reactivex/SingleSource", "let it return toFlowable() as a Publisher, or " + THE_WORK},
        {"io/reactivex/MaybeSource", "let it return toFlowable() as a Publisher, or " + THE_WORK},
        {"io/reactivex/CompletableSource", "let it return toFlowable() as a Publisher, or " + THE_WORK},
        {"io/reactivex/ObservableSource", "let it return toFlowable() as a Publisher, or " + THE_WORK},
        {"rx/Observable", THE_WORK},
        {"rx/Single", THE_WORK},
        {"rx/Completable", THE_WORK},
        {"cats/effect/IO", STAGE},
        {"zio/ZIO", STAGE},
        {"org/springframework/web/context/request/async/DeferredResult", STAGE},
        {"org/springframework/web/context/request/async/WebAsyncTask", STAGE},
        {"retrofit2/Call", "guard the method that executes it"},
        {"okhttp3/Call", "guard the method that executes it"},
    };

    /** Types of the JDK, without their subtypes: too much is one of these beside other things. */
    private static final String[][] TYPES_OF_JDK = {
        {"java/util/concurrent/Callable", WHEN_RUN},
        {"java/util/function/Supplier", WHEN_RUN},
        {"java/lang/Runnable", WHEN_RUN},
    };

    private static final String[] NAMES = names();

    private static String[] names() {
        String[] names = new String[TYPES.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = TYPES[i][0];
        }
        return names;
    }

    /**
     * The one that a type is; null if it is none. Only class files are read for it.
     *
     * @param type internal name
     */
    static @Nullable UnfollowedType of(String type, Hierarchy hierarchy, @Nullable ClassLoader loader) {
        boolean isOfJdk = type.startsWith("java/");
        String found = isOfJdk ? type : hierarchy.firstOf(NAMES, loader, type);
        for (String[] known : isOfJdk ? TYPES_OF_JDK : TYPES) {
            if (known[0].equals(found)) {
                return new UnfollowedType(type.replace('/', '.'), known[1]);
            }
        }
        return null;
    }

    /** For the log, behind the name of the method. */
    @Override
    public String toString() {
        return "its calls end when the method returns, since Fusebox cannot see when a " + name + " ends; " + instead;
    }
}
