package io.fusebox.agent.fit;

import io.fusebox.agent.async.ListenableFutureSite;
import io.fusebox.agent.async.PublisherKind;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.match.Hierarchy;
import org.jspecify.annotations.Nullable;

/** When the calls of a method end, as its declared return type says. */
enum CompletionKind {
    /** When it returns. */
    RETURN,
    /** When the stage that it returns ends. */
    STAGE,
    /** When the future that it returns ends. */
    LISTENABLE_FUTURE,
    /** With the terminal signal of each subscription to the publisher that it returns. */
    PUBLISHER,
    /** When the coroutine that goes through it has gone through it. */
    SUSPEND,
    /** When the object is called that it was given for that. */
    CALLBACK;

    private static final String STAGE_TYPE = "java/util/concurrent/CompletionStage";
    private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";

    /** The declared types that a publisher of ours may stand in for, beside those of {@link PublisherKind}. */
    private static final String CORE_PUBLISHER = "reactor/core/CorePublisher";

    /** In a generic signature: a suspend function with this return type ends with the content of its {@code Result}. */
    private static final String BOX = "Lkotlin/Result<";

    private static final String[] TYPES = types();
    private static final String[] FUTURE = {"java/util/concurrent/Future"};

    private static String[] types() {
        String[] types = new String[PublisherKind.count() + 2];
        types[0] = STAGE_TYPE;
        types[1] = ListenableFutureSite.TYPE.replace('.', '/');
        for (int kind = 0; kind < PublisherKind.count(); kind++) {
            types[kind + 2] = PublisherKind.name(kind).replace('.', '/');
        }
        return types;
    }

    static CompletionKind of(MethodOutline method, Hierarchy hierarchy, @Nullable ClassLoader loader) {
        if (method.descriptor.endsWith(CONTINUATION)) {
            return SUSPEND;
        }
        String type = returnedClass(method);
        if (type == null || isPlain(type)) {
            return RETURN;
        }
        String found = hierarchy.firstOf(TYPES, loader, type);
        if (found == null) {
            // Some futures are stages at run time; of the others it is seen then whether they are done.
            return hierarchy.firstOf(FUTURE, loader, type) == null ? RETURN : STAGE;
        }
        return found.equals(TYPES[0]) ? STAGE : found.equals(TYPES[1]) ? LISTENABLE_FUTURE : PUBLISHER;
    }

    /** Whether a type of that internal name is a stage. */
    static boolean isStage(String type, Hierarchy hierarchy, @Nullable ClassLoader loader) {
        return STAGE_TYPE.equals(hierarchy.firstOf(TYPES, loader, type));
    }

    /** The JDK's classes that outlast a call are in two packages. */
    private static boolean isPlain(String type) {
        return type.startsWith("java/")
                && !type.startsWith("java/util/concurrent/")
                && !type.startsWith("java/net/http/");
    }

    /** Whether a publisher of ours fits the declared return type. */
    static boolean isReplaceable(MethodOutline method) {
        String type = returnedClass(method);
        for (int i = 2; i < TYPES.length; i++) {
            if (TYPES[i].equals(type)) {
                return true;
            }
        }
        return CORE_PUBLISHER.equals(type);
    }

    /** Whether a stage of ours fits the declared return type. */
    static boolean takesAnyStage(MethodOutline method) {
        String type = returnedClass(method);
        return STAGE_TYPE.equals(type) || "java/util/concurrent/CompletableFuture".equals(type);
    }

    private static @Nullable String returnedClass(MethodOutline method) {
        String type = method.returnType();
        return type.charAt(0) == 'L' ? type.substring(1, type.length() - 1) : null;
    }

    /**
     * What a method's calls come to.
     *
     * @return a descriptor; empty if it is not known, or may be anything
     */
    String valueType(MethodOutline method) {
        if (this == RETURN) {
            return method.returnType();
        }
        if (this == CALLBACK) {
            return "";
        }
        String signature = method.signature;
        if (signature == null || (this != SUSPEND && !isArgumentTheValue(returnedClass(method)))) {
            return "";
        }
        int begin = this == SUSPEND
                ? signature.lastIndexOf("Lkotlin/coroutines/Continuation<")
                : signature.lastIndexOf(')');
        int argument = begin < 0 ? -1 : signature.indexOf('<', begin);
        if (argument < 0) {
            return "";
        }
        int boxed = this == SUSPEND ? signature.indexOf(BOX, argument) : -1;
        return classAt(signature, boxed < 0 || boxed > argument + 2 ? argument + 1 : boxed + BOX.length());
    }

    /** A subtype may have type parameters of its own, in any order. */
    private static boolean isArgumentTheValue(@Nullable String type) {
        if (type == null) {
            return false;
        }
        for (String known : TYPES) {
            if (known.equals(type)) {
                return true;
            }
        }
        return type.startsWith("java/util/concurrent/") || type.equals(CORE_PUBLISHER);
    }

    /** The class that a type argument names, as a descriptor. */
    private String classAt(String signature, int argument) {
        char bound = signature.charAt(argument);
        if (bound == '-' && this != SUSPEND) {
            // Something above what is named. Of a continuation that is how Kotlin names the very result.
            return "";
        }
        int at = bound == '+' || bound == '-' ? argument + 1 : argument;
        if (signature.charAt(at) != 'L') {
            return "";
        }
        StringBuilder name = new StringBuilder();
        int depth = 0;
        while (depth > 0 || signature.charAt(at) != ';') {
            char c = signature.charAt(at++);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                name.append(c == '.' ? '$' : c);
            }
        }
        return name.append(';').toString();
    }
}
