package com.acme.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, classic and asynchronous. */
public final class Apache5 {
    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        RequestConfig patience = RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(400))
                .build();
        CloseableHttpClient client = HttpClients.custom()
                .setDefaultRequestConfig(patience)
                .disableAutomaticRetries()
                .build();
        CloseableHttpAsyncClient async = HttpAsyncClients.custom()
                .setDefaultRequestConfig(patience)
                .disableAutomaticRetries()
                .build();
        async.start();
        Steps steps = new Steps("127.0.0.1");
        steps.step("200", "success", 200, () -> execute(client, server.url("/200")));
        steps.step("404", "success", 404, () -> execute(client, server.url("/404")));
        steps.step("503", "error", 503, () -> execute(client, server.url("/503")));
        steps.step(
                "by a handler", "error", 503, () -> client.execute(new HttpGet(server.url("/503")), r -> r.getCode()));
        steps.step("redirect", "success", () -> execute(client, server.url("/redirect")));
        steps.step("another host", "localhost success", () -> execute(client, server.other("/200")));
        HttpHost target = new HttpHost("http", "127.0.0.1", server.port());
        steps.step(
                "the host is the target's",
                "success",
                () -> client.execute(target, new HttpGet("/200"), r -> r.getCode()));
        steps.step(
                "the host is the request's",
                "error",
                () -> client.execute(null, new HttpGet(server.url("/503")), r -> r.getCode()));
        steps.step("reset", "error", () -> execute(client, server.url("/reset")));
        steps.step("hang", "error", () -> execute(client, server.url("/hang")));
        steps.step("refused", "error", () -> execute(client, refused()));
        steps.step("aborted", "cancelled", () -> {
            HttpGet get = new HttpGet(server.url("/hang"));
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(get::abort);
            return client.execute(get);
        });
        steps.step(
                "a handler fails",
                "success",
                () -> client.execute(new HttpGet(server.url("/200")), r -> {
                    throw new IllegalStateException("the program's own");
                }));
        steps.step(
                "an interceptor fails",
                "ignored",
                () -> execute(failing(new IllegalStateException("the program's own")), server.url("/200")));
        for (Throwable end : List.of(
                new InterruptedException(),
                new CancellationException(),
                new ClosedByInterruptException(),
                new RequestFailedException("the test's"))) {
            steps.step("ended by " + end, "cancelled", () -> execute(failing(end), server.url("/200")));
        }
        steps.step("async 200", "success", 200, () -> later(async, server.url("/200")));
        steps.step("async 404", "success", 404, () -> later(async, server.url("/404")));
        steps.step("async 503", "error", 503, () -> later(async, server.url("/503")));
        steps.step("async 503, no callback", "error", () -> async.execute(
                        SimpleHttpRequest.copy(new HttpGet(server.url("/503"))), null)
                .get(5, TimeUnit.SECONDS));
        steps.step("async to another host", "localhost success", () -> later(async, server.other("/200")));
        steps.step("async message", "error", () -> message(async, null, server.url("/503")));
        steps.step("async message with a target", "success", () -> message(async, target, server.url("/200")));
        steps.step("async, the host is the target's", "success", () -> message(async, target, "/200"));
        steps.step("async hang", "error", () -> later(async, server.url("/hang")));
        steps.step("async refused", "error", () -> later(async, refused()));
        steps.step("async cancelled", "cancelled", () -> {
            Future<?> future = async.execute(SimpleHttpRequest.copy(new HttpGet(server.url("/hang"))), null);
            Thread.sleep(100);
            return future.cancel(true);
        });
        steps.outage(
                () -> execute(client, server.url("/switch")),
                () -> execute(client, server.other("/200")),
                () -> server.sick = false);
        steps.end();
    }

    /** Whose interceptor throws that. */
    private static CloseableHttpClient failing(Throwable failure) {
        HttpRequestInterceptor interceptor = (request, entity, context) -> Apache5.<RuntimeException>fail(failure);
        return HttpClients.custom().addRequestInterceptorFirst(interceptor).build();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }

    private static String refused() throws IOException {
        return "http://127.0.0.1:" + SickServer.closedPort() + "/";
    }

    private static int execute(CloseableHttpClient client, String url) throws IOException {
        try (CloseableHttpResponse response = client.execute(new HttpGet(url))) {
            return response.getCode();
        }
    }

    private static Object later(CloseableHttpAsyncClient client, String url) throws Exception {
        CompletableFuture<Object> end = new CompletableFuture<>();
        client.execute(SimpleHttpRequest.copy(new HttpGet(url)), new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                end.complete(response.getCode());
            }

            @Override
            public void failed(Exception e) {
                end.completeExceptionally(e);
            }

            @Override
            public void cancelled() {
                end.cancel(false);
            }
        });
        return end.get(5, TimeUnit.SECONDS);
    }

    private static Object message(CloseableHttpAsyncClient client, HttpHost target, String url) throws Exception {
        Future<Message<org.apache.hc.core5.http.HttpResponse, String>> future = client.execute(
                target,
                new BasicRequestProducer(Method.GET, URI.create(url)),
                new BasicResponseConsumer<>(new StringAsyncEntityConsumer()),
                null,
                null,
                null);
        return future.get(5, TimeUnit.SECONDS).getHead().getCode();
    }
}
