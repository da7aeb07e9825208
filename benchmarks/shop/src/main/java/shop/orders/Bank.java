package shop.orders;

import java.net.http.HttpClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The bank, behind HTTP. */
@Component
public class Bank {
    private final RestClient client;

    public Bank(@Value("${bank.url}") String url) {
        client = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(HttpClient.newHttpClient()))
                .baseUrl(url)
                .build();
    }

    public String charge(String name, long cents) {
        return client.get().uri("/charge/{name}/{cents}", name, cents).retrieve().body(String.class);
    }
}
