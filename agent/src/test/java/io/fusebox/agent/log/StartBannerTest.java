package io.fusebox.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The line of the start. */
class StartBannerTest {

    @Test
    void countsWhatIsWritten() {
        assertThat(banner("""
                        breaker.payments.methods = com.acme.PaymentClient#charge, com.acme.PaymentClient#refund(long)
                        breaker.http.methods = com.acme.HttpGateway+#send(..)
                        breaker.both.methods = com.acme.A#b, com.acme.*#c
                        breaker.code.error-threshold = 3
                        """))
                .endsWith(": 4 breakers from f.properties: payments (2 methods), http (1 pattern),"
                        + " both (1 method, 1 pattern), code (for code)");
    }

    @Test
    void namesNoMoreBreakersThanCanBeRead() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("breaker.good").append(i).append(".methods = com.acme.A#b\n");
            text.append("breaker.bad").append(i).append(".methods = com.acme\n");
        }
        assertThat(banner(text.toString()))
                .contains(": 1000 breakers from f.properties: good0 (1 method), good1 (1 method), ")
                .contains("good49 (1 method) and 950 more; left out for their problems: bad0, bad1, ")
                .endsWith(", bad49 and 950 more");
    }

    private static String banner(String text) {
        return StartBanner.of(new ConfigReader(Map.of(), Map.of()).read(text, "f.properties"));
    }
}
