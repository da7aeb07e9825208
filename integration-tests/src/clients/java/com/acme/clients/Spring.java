package com.acme.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.codec.EncodingException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** RestTemplate, RestClient and WebClient of Spring 6 and 7, over several libraries. */
public final class Spring {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        Steps steps = new Steps("127.0.0.1");
        for (Map.Entry<String, ClientHttpRequestFactory> factory : factories().entrySet()) {
            blocking(steps, server, factory.getKey(), factory.getValue());
        }
        reactive(
                steps,
                server,
                "reactor",
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(
                                reactor.netty.http.client.HttpClient.create().responseTimeout(PATIENCE)))
                        .build());
        JdkClientHttpConnector jdk = new JdkClientHttpConnector(HttpClient.newHttpClient());
        jdk.setReadTimeout(PATIENCE);
        reactive(steps, server, "jdk", WebClient.builder().clientConnector(jdk).build());
        RestTemplate template = new RestTemplate();
        steps.outage(
                () -> template.getForObject(server.url("/switch"), String.class),
                () -> template.getForObject(server.other("/200"), String.class),
                () -> server.sick = false);
        steps.end();
    }

    private static Map<String, ClientHttpRequestFactory> factories() {
        Map<String, ClientHttpRequestFactory> all = new LinkedHashMap<>();
        SimpleClientHttpRequestFactory simple = new SimpleClientHttpRequestFactory();
        simple.setReadTimeout(400);
        all.put("simple", simple);
        JdkClientHttpRequestFactory jdk = new JdkClientHttpRequestFactory();
        jdk.setReadTimeout(PATIENCE);
        all.put("jdk", jdk);
        ReactorClientHttpRequestFactory reactor = new ReactorClientHttpRequestFactory();
        reactor.setReadTimeout(PATIENCE);
        all.put("reactor", reactor);
        return all;
    }

    private static void blocking(Steps steps, SickServer server, String name, ClientHttpRequestFactory factory)
            throws Exception {
        RestTemplate template = new RestTemplate(factory);
        RestTemplate intercepted = new RestTemplate(factory);
        intercepted.setInterceptors(List.of((request, body, next) -> next.execute(request, body)));
        RestTemplate again = new RestTemplate(factory);
        again.setInterceptors(List.of((request, body, next) -> {
            next.execute(request, body).close();
            return next.execute(new Other(request, server.url("/200")), body);
        }));
        RestTemplate buffered = new RestTemplate(new BufferingClientHttpRequestFactory(factory));
        RestClient client = RestClient.builder().requestFactory(factory).build();
        steps.step(name + " template 200", "success", () -> template.getForObject(server.url("/200"), String.class));
        steps.step(name + " template 404", "success", () -> template.getForObject(server.url("/404"), String.class));
        steps.step(name + " template 503", "error", () -> template.getForObject(server.url("/503"), String.class));
        steps.step(
                name + " another host",
                "localhost success",
                () -> template.getForObject(server.other("/200"), String.class));
        steps.step(name + " reset", "error", () -> template.getForObject(server.url("/reset"), String.class));
        steps.step(name + " hang", "error", () -> template.getForObject(server.url("/hang"), String.class));
        steps.step(name + " refused", "error", () -> template.getForObject(refused(), String.class));
        // Over HttpURLConnection, a request with a body has no answer when it returns.
        String sent = name.equals("simple") ? ", cancelled" : "";
        steps.step(
                name + " post 200",
                "success" + sent,
                () -> template.postForEntity(server.url("/200"), "body", String.class));
        steps.step(
                name + " post 503",
                "error" + sent,
                () -> template.postForEntity(server.url("/503"), "body", String.class));
        steps.step(
                name + " post reset",
                "error" + sent,
                () -> template.postForEntity(server.url("/reset"), "body", String.class));
        steps.step(
                name + " intercepted 200", "success", () -> intercepted.getForObject(server.url("/200"), String.class));
        steps.step(
                name + " intercepted 503", "error", () -> intercepted.getForObject(server.url("/503"), String.class));
        steps.step(
                name + " sent again by an interceptor",
                "success, error",
                () -> again.getForObject(server.url("/503"), String.class));
        steps.step(
                name + " post 200 with a buffer",
                "success" + sent,
                () -> buffered.postForEntity(server.url("/200"), "body", String.class));
        steps.step(
                name + " client 200",
                "success",
                () -> client.get().uri(server.url("/200")).retrieve().body(String.class));
        steps.step(name + " client 503", "error", () -> client.get()
                .uri(server.url("/503"))
                .exchange((request, response) -> response.getStatusCode()));
    }

    private static void reactive(Steps steps, SickServer server, String name, WebClient client) throws Exception {
        steps.step(name + " 200", "success", () -> get(client, server.url("/200")));
        steps.step(name + " 404", "success", () -> get(client, server.url("/404")));
        steps.step(name + " 503", "error", () -> get(client, server.url("/503")));
        steps.step(name + " to another host", "localhost success", () -> get(client, server.other("/200")));
        steps.step(name + " reset", "error", () -> get(client, server.url("/reset")));
        steps.step(name + " refused", "error", () -> get(client, refused()));
        BodyInserter<Object, ClientHttpRequest> unwritable =
                (request, context) -> Mono.error(new EncodingException("the program's own"));
        steps.step(name + " with a body that cannot be written", "ignored", () -> client.post()
                .uri(server.url("/200"))
                .body(unwritable)
                .retrieve()
                .bodyToMono(String.class)
                .block());
        steps.step(name + " retried", "2 error", () -> client.get()
                .uri(server.url("/503"))
                .retrieve()
                .bodyToMono(String.class)
                .retry(1)
                .block());
        steps.step(name + " given up", "cancelled", () -> client.get()
                .uri(server.url("/hang"))
                .retrieve()
                .bodyToMono(String.class)
                .timeout(Duration.ofMillis(100))
                .block());
    }

    /** The same request to another address. */
    private static final class Other extends HttpRequestWrapper {
        private final String url;

        Other(HttpRequest request, String url) {
            super(request);
            this.url = url;
        }

        @Override
        public URI getURI() {
            return URI.create(url);
        }
    }

    private static Object get(WebClient client, String url) {
        return client.get().uri(url).retrieve().bodyToMono(String.class).block();
    }

    private static String refused() throws IOException {
        return "http://127.0.0.1:" + SickServer.closedPort() + "/";
    }
}
