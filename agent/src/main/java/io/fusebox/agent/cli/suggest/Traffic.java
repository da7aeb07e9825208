package io.fusebox.agent.cli.suggest;

import io.fusebox.agent.cli.suggest.Origin.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads from sockets by what makes them and where from. For one recording. */
public final class Traffic {
    /** From this port on, the system gives ports to callers. */
    private static final int FIRST_OF_CALLERS = 32_768;

    private static final int MOST_OF_CALLERS = 3;

    /** Parts of the names of classes that read when there is something to read. JDK 25 leaves its own frames out. */
    private static final List<String> SELECTING =
            List.of("SocketChannelImpl", "Selector", "EventLoop", "IOReactor", ".nio.AbstractNio");

    /** The reads of one client or method from one address. */
    static final class Reads {
        /** How long each took; of one that waits for nothing it says nothing. */
        final List<Long> nanos = new ArrayList<>();

        /** Up to the application's own method, if there is one. */
        final List<StackTraceElement> stack;

        /** Whether a selector says when there is something to read: then no read waits. */
        final boolean selected;

        /** Whether only the thread's name or the application's method tells who reads: that may be a server, too. */
        final boolean doubtful;

        Reads(List<StackTraceElement> stack, List<String> packages, boolean doubtful) {
            this.doubtful = doubtful;
            this.stack = stack.subList(0, Origin.lengthToOwn(stack, packages));
            this.selected = stack.stream().anyMatch(frame -> SELECTING.stream()
                    .anyMatch(word -> frame.getClassName().contains(word)));
        }
    }

    /** What one client or method reads. */
    static final class Source {
        /** By address. */
        final Map<String, Reads> reads = new TreeMap<>();

        /** Threads that read unseen. */
        final TreeSet<String> unseen = new TreeSet<>();
    }

    private final List<String> packages;

    private final Map<Kind, Map<String, Source>> sources = new TreeMap<>();

    /** @param packages how the names of the application's own classes begin; none: what is of no known library */
    public Traffic(List<String> packages) {
        this.packages = packages;
    }

    /** Adds a recording. */
    public void add(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String type = event.getEventType().getName();
                if (type.equals("jdk.SocketRead") && event.getStackTrace() != null) {
                    add(event);
                } else if (type.equals("jdk.ThreadDump")) {
                    addThreads(event.getString("result"));
                }
            }
        }
        leaveOutServers();
    }

    private void add(RecordedEvent event) {
        List<StackTraceElement> frames = event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> new StackTraceElement(
                        frame.getMethod().getType().getName(),
                        frame.getMethod().getName(),
                        null,
                        frame.getLineNumber()))
                .toList();
        RecordedThread thread = event.getThread();
        String name = thread == null ? null : thread.getJavaName();
        String host = event.getString("host");
        add(
                name == null ? "" : name,
                frames,
                (host == null || host.isEmpty() ? event.getString("address") : host) + ':' + event.getInt("port"),
                event.getDuration().toNanos());
    }

    /** Adds a read. */
    void add(String thread, List<StackTraceElement> frames, String address, long nanos) {
        Origin origin = Origin.of(thread, frames, packages);
        if (origin != null) {
            Origin byFrames = Origin.of("", frames, packages);
            boolean doubtful = byFrames == null || byFrames.kind() == Kind.METHOD;
            source(origin)
                    .reads
                    .computeIfAbsent(address, key -> new Reads(frames, packages, doubtful))
                    .nanos
                    .add(nanos);
        }
    }

    /** Adds the threads that read unseen. */
    void addThreads(String dump) {
        ThreadDump.classes(dump).forEach((thread, classes) -> {
            Origin origin = Origin.unseen(thread, classes);
            if (origin != null) {
                source(origin).unseen.add(thread);
            }
        });
    }

    private Source source(Origin origin) {
        return sources.computeIfAbsent(origin.kind(), kind -> new TreeMap<>())
                .computeIfAbsent(origin.name(), name -> new Source());
    }

    /**
     * Who reads from many ports that no service has reads from connections that it has accepted. A library's own frames say that
     * it is a client; Netty's do not.
     */
    void leaveOutServers() {
        for (Map<String, Source> named : sources.values()) {
            named.forEach((name, source) -> {
                Map<String, Reads> callers = new TreeMap<>(source.reads);
                callers.entrySet().removeIf(entry -> !isOfCaller(entry.getKey(), entry.getValue()));
                if (callers.size() > MOST_OF_CALLERS) {
                    source.reads.keySet().removeAll(callers.keySet());
                }
            });
            named.values().removeIf(source -> source.reads.isEmpty() && source.unseen.isEmpty());
        }
    }

    private static boolean isOfCaller(String address, Reads reads) {
        return reads.doubtful && Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)) >= FIRST_OF_CALLERS;
    }

    /** Whether there is nothing to guard. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many breakers would guard it. */
    public int size() {
        return of(Kind.CLIENT).size() + of(Kind.METHOD).size();
    }

    Map<String, Source> of(Kind kind) {
        return sources.getOrDefault(kind, Map.of());
    }

    /**
     * A configuration in observe mode, with the evidence as comments.
     *
     * @param program whose it is
     */
    public List<String> configuration(String program, Duration length) {
        return new SuggestedFile(this, length).lines(program);
    }
}
