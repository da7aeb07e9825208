package io.fusebox.agent.replay;

import io.fusebox.internal.engine.BreakerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The guarded calls of one file of the Flight Recorder. Immutable. */
public final class Recording {
    private static final String CALL = "io.fusebox.Call";
    private static final String BREAKER = "io.fusebox.Breaker";

    private final List<CallLog> logs;

    private Recording(List<CallLog> logs) {
        this.logs = List.copyOf(logs);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is no recording
     */
    public static Recording read(Path file) throws IOException {
        Map<Integer, Raw> byNumber = new HashMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String type = event.getEventType().getName();
                if (type.equals(CALL)) {
                    raw(byNumber, event.getInt("breaker")).add(event);
                } else if (type.equals(BREAKER)) {
                    raw(byNumber, event.getInt("number")).define(event);
                }
            }
        }
        Map<String, CallLog> logs = new TreeMap<>();
        for (Raw raw : byNumber.values()) {
            raw.addTo(logs);
        }
        logs.values().forEach(CallLog::close);
        return new Recording(new ArrayList<>(logs.values()));
    }

    private static Raw raw(Map<Integer, Raw> all, int number) {
        return all.computeIfAbsent(number, Raw::new);
    }

    /** The breakers with calls, by name and key. */
    public List<CallLog> logs() {
        return logs;
    }

    /** What the recording has of one number. */
    private static final class Raw {
        private final CallLog calls = new CallLog(BreakerId.of("unknown"), "");
        private BreakerId id;
        private String settings = "";
        private Instant definedAt = Instant.MIN;

        /** A recording without {@code io.fusebox.Breaker} has no names. */
        Raw(int number) {
            id = BreakerId.of("breaker-" + number);
        }

        void define(RecordedEvent event) {
            id = new BreakerId(event.getString("name"), Optional.ofNullable(event.getString("key")));
            String text = event.getString("settings");
            if (text != null && !event.getStartTime().isBefore(definedAt)) {
                settings = text;
                definedAt = event.getStartTime();
            }
        }

        void add(RecordedEvent event) {
            char outcome = event.getChar("outcome");
            if (outcome == 'R') {
                calls.addUnknown();
                return;
            }
            Instant at = event.getStartTime();
            long end = at.getEpochSecond() * 1_000_000_000L + at.getNano();
            calls.add(end - event.getLong("took"), end, (byte) outcome);
        }

        /** A key may have come, gone and come again, with another number each time. */
        void addTo(Map<String, CallLog> logs) {
            CallLog log = logs.computeIfAbsent(
                    id.name() + id.key().map(key -> '\0' + key).orElse(""), any -> new CallLog(id, settings));
            log.addAll(calls);
        }
    }
}
