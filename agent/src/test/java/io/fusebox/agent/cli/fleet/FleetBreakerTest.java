package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetBreakerTest {
    @Test
    void theLastErrorIsTheYoungestWhateverTheClocksOfTheJvmsShow() throws Exception {
        Member ahead = member("2031-01-01T12:00:00Z", "2031-01-01T11:00:00Z", "an hour ago");
        Member right = member("2026-01-01T12:00:00Z", "2026-01-01T11:59:58Z", "now");
        Member behind = member("2001-01-01T12:00:00Z", "2001-01-01T11:59:00Z", "a minute ago");

        assertThat(lastError(List.of(ahead, right, behind))).isEqualTo("Down: now");
        assertThat(lastError(List.of(behind, right, ahead))).isEqualTo("Down: now");
        assertThat(lastError(List.of(member("", "2001-01-01T00:00:00Z", "long ago"), ahead)))
                .as("a version that does not say its time")
                .isEqualTo("Down: an hour ago");
    }

    private static String lastError(List<Member> members) {
        return new FleetView("shop", members, List.of(), 0).breakers().get(0).lastError();
    }

    private static Member member(String now, String error, String message) throws IOException {
        return Member.read(
                "id",
                "{\"now\":\"" + now + "\",\"breakers\":[{\"name\":\"bank\",\"state\":\"OPEN\",\"lastErrorTime\":\""
                        + error + "\",\"lastErrorType\":\"Down\",\"lastErrorMessage\":\"" + message + "\"}]}");
    }
}
