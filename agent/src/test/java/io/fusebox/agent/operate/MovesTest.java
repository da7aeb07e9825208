package io.fusebox.agent.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R4, R18: whom a move reaches. */
class MovesTest {
    private final Registry registry = new Registry(Ticker.system());
    private final Moves moves = new Moves(registry);
    private final Breaker http = breaker("http", null);
    private final Breaker acme = breaker("http", "api.acme.com");
    private final Breaker bank = breaker("http", "bank.org");
    private final Breaker mail = breaker("mail", null);

    @Test
    void r04_aNameStandsForItsKeysThoseToComeIncluded() throws Exception {
        assertThat(move(OperatorMove.FORCE_OPEN, "http"))
                .isEqualTo("http and its 2 keys are now FORCED_OPEN, keys to come too;"
                        + " every call is rejected until an operator moves it.");
        assertThat(http.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(acme.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(breaker("http", "late.org").state()).isEqualTo(State.FORCED_OPEN);
        assertThat(mail.state()).isEqualTo(State.CLOSED);
        assertThat(breaker("mail", "late.org").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r04_theNextMoveOfTheNameEndsItForKeysToComeAMoveOfAKeyDoesNot() throws Exception {
        move(OperatorMove.FORCE_CLOSE, "http");
        move(OperatorMove.CLOSE, "http[bank.org]");
        assertThat(bank.state()).isEqualTo(State.CLOSED);
        assertThat(breaker("http", "a").state()).isEqualTo(State.FORCED_CLOSED);
        move(OperatorMove.RESET, "http");
        assertThat(breaker("http", "b").state()).isEqualTo(State.CLOSED);
        assertThat(acme.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aKeyWithAStarIsMeantAloneByItsOwnName() throws Exception {
        Breaker star = breaker("http", "a*b");
        Breaker other = breaker("http", "axb");
        move(OperatorMove.OPEN, "http[a*b]");
        assertThat(star.state()).isEqualTo(State.OPEN);
        assertThat(other.state()).isEqualTo(State.CLOSED);
        moves.apply(OperatorMove.OPEN, BreakerPattern.of("http[a*]"), null);
        assertThat(other.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aLineBreakInAKeyForgesNoSentence() throws Exception {
        var unused = breaker("http", "x\npayments is now FORCED_OPEN (was CLOSED)");
        assertThat(moves.apply(OperatorMove.OPEN, BreakerPattern.of("http[x*]"), null))
                .singleElement()
                .asString()
                .doesNotContain("\n");
        assertThatThrownBy(() -> move(OperatorMove.OPEN, "nosuch"))
                .isInstanceOf(RequestFailed.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void r18_aKeyAloneAndGlobs() throws Exception {
        assertThat(move(OperatorMove.OPEN, "http[*.com]")).startsWith("http[api.acme.com] is now OPEN (was CLOSED)");
        assertThat(acme.state()).isEqualTo(State.OPEN);
        assertThat(bank.state()).isEqualTo(State.CLOSED);
        assertThat(http.state()).isEqualTo(State.CLOSED);
        assertThat(moves.apply(OperatorMove.CLOSE, BreakerPattern.ALL, null)).hasSize(2);
        assertThat(acme.state()).isEqualTo(State.CLOSED);
        assertThat(moves.apply(OperatorMove.OPEN, BreakerPattern.of("m*"), Duration.ofSeconds(90)))
                .singleElement()
                .asString()
                .startsWith("mail is now OPEN (was CLOSED); calls are rejected for 1m30s");
    }

    @Test
    void aBreakerThatIsNotThere() {
        assertThatThrownBy(() -> move(OperatorMove.OPEN, "htp"))
                .hasMessage("has no breaker 'htp'; did you mean 'http'?");
        assertThatThrownBy(() -> move(OperatorMove.OPEN, "q"))
                .hasMessage("has no breaker 'q'; it has http, http[api.acme.com], http[bank.org], mail");
    }

    @Test
    void aKeyMayHaveAnyCharacters() {
        BreakerPattern pattern = BreakerPattern.of("http[a[1]*\n(]");
        assertThat(pattern.means("http", "a[1]x\n(")).isTrue();
        assertThat(pattern.means("http", "a1")).isFalse();
        assertThat(pattern.means("http", null)).isFalse();
        assertThat(BreakerPattern.of("http").means("http", "a")).isTrue();
        assertThat(BreakerPattern.of("http").means("https", null)).isFalse();
    }

    private String move(OperatorMove move, String which) throws RequestFailed {
        return String.join("\n", moves.apply(move, BreakerPattern.of(which), null));
    }

    private Breaker breaker(String name, String key) {
        return registry.breaker(new BreakerId(name, Optional.ofNullable(key)), CircuitBreakerSettings.defaults());
    }
}
