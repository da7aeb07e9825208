package io.fusebox.agent.jconsole;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times in the zone of the viewer. */
final class Times {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Times() {}

    /** The time of a moment of today, the date of any other too. */
    static String text(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneId.systemDefault());
        return (at.toLocalDate().equals(LocalDate.now(at.getZone())) ? TIME : DATE_AND_TIME).format(at);
    }
}
