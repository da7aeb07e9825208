package io.fusebox.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T13:05:22.123Z", "2026-01-02T03:04:05.006Z", "1969-12-31T23:59:59.999Z"})
    void isWrittenAsTheJdkWritesIt(String moment) {
        long millis = Instant.parse(moment).toEpochMilli();
        assertThat(LogTime.utc(millis)).isEqualTo(moment);
        assertThat(LogTime.local(millis))
                .isEqualTo(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")
                        .withZone(ZoneId.systemDefault())
                        .format(Instant.ofEpochMilli(millis)));
    }
}
