package shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The shop's way to its bank. */
final class PaymentClient {
    private static final int TIMEOUT_MILLIS = 5000;

    private final URI bank;

    PaymentClient(URI bank) {
        this.bank = bank;
    }

    /** Has the order paid; the bank's receipt. */
    String charge(int order) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) bank.resolve("/charge?" + order).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
