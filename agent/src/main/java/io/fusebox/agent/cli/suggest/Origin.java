package io.fusebox.agent.cli.suggest;

import io.fusebox.agent.config.pattern.MethodPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a read from a socket.
 *
 * @param name the preset's name, or the method as a pattern, or the consumer in words
 */
record Origin(Kind kind, String name) {
    enum Kind {
        /** A library that a preset is for. */
        CLIENT,
        /** A method of the application. */
        METHOD,
        /** A library that waits for records: no breaker fits it. */
        CONSUMER
    }

    /** What tells that Netty reads by the operating system's own interface, which the Flight Recorder does not see. */
    private static final List<String> NATIVE_TRANSPORTS = List.of(
            "io.netty.channel.epoll.", "io.netty.channel.kqueue.", "io.netty.channel.uring.", "io.netty.incubator.");

    /**
     * The frames from the read up to the application's own method decide: what lies above it called the application, such as
     * the server that a request came to.
     *
     * @param thread its name
     * @param frames the nearest to the read first
     * @param packages how the names of the application's classes begin; none: each class of no known library is its own
     * @return null for servers, and if nothing is recognised
     */
    static @Nullable Origin of(String thread, List<StackTraceElement> frames, List<String> packages) {
        List<String> libraries = new ArrayList<>();
        for (StackTraceElement frame : frames) {
            String type = frame.getClassName();
            if (KnownClient.isServer(type)) {
                return client(libraries, null);
            }
            if (KnownClient.isConsumer(type)) {
                return new Origin(Kind.CONSUMER, "Kafka's consumer");
            }
            if (isOwn(type, packages)) {
                Origin client = client(libraries, null);
                if (client != null) {
                    return client;
                }
                if (isPattern(frame.getMethodName())) {
                    return new Origin(
                            Kind.METHOD,
                            MethodPattern.written(type) + '#' + MethodPattern.written(frame.getMethodName()));
                }
            } else {
                libraries.add(type);
            }
        }
        return client(libraries, thread);
    }

    /** The client whose thread reads unseen, by the thread's stack in a dump; null if there is none. */
    static @Nullable Origin unseen(String thread, List<String> classes) {
        return classes.stream().anyMatch(name -> NATIVE_TRANSPORTS.stream().anyMatch(name::startsWith))
                ? client(List.of(), thread)
                : null;
    }

    /** How many frames there are up to the first one of the application's own; all of them if there is none. */
    static int lengthToOwn(List<StackTraceElement> frames, List<String> packages) {
        for (int i = 0; i < frames.size(); i++) {
            if (isOwn(frames.get(i).getClassName(), packages)) {
                return i + 1;
            }
        }
        return frames.size();
    }

    private static @Nullable Origin client(List<String> libraries, @Nullable String thread) {
        String preset = KnownClient.of(libraries, thread);
        return preset == null ? null : new Origin(Kind.CLIENT, preset);
    }

    private static boolean isOwn(String type, List<String> packages) {
        return packages.isEmpty() ? KnownClient.isOwn(type) : packages.stream().anyMatch(type::startsWith);
    }

    /** Whether a breaker around a method of that name makes sense: constructors, lambdas and the whole program do not. */
    private static boolean isPattern(String method) {
        return !method.startsWith("lambda$") && !method.startsWith("<") && !method.equals("main");
    }
}
