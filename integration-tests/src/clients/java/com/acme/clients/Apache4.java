package com.acme.clients;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** Apache HttpClient 4 and HttpAsyncClient 4. */
public final class Apache4 {
    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        RequestConfig patience = RequestConfig.custom().setSocketTimeout(400).build();
        CloseableHttpClient client =
                HttpClients.custom().setDefaultRequestConfig(patience).build();
        CloseableHttpAsyncClient async =
                HttpAsyncClients.custom().setDefaultRequestConfig(patience).build();
        async.start();
        Steps steps = new Steps("127.0.0.1");
        steps.step("200", "success", 200, () -> execute(client, server.url("/200")));
        steps.step("404", "success", 404, () -> execute(client, server.url("/404")));
        steps.step("503", "error", 503, () -> execute(client, server.url("/503")));
        steps.step(
                "by a handler",
                "error",
                503,
                () -> client.execute(
                        new HttpGet(server.url("/503")), r -> r.getStatusLine().getStatusCode()));
        steps.step("redirect", "success", () -> execute(client, server.url("/redirect")));
        steps.step("another host", "localhost success", () -> execute(client, server.other("/200")));
        steps.step("reset", "error", () -> execute(client, server.url("/reset")));
        steps.step("hang", "error", () -> execute(client, server.url("/hang")));
        steps.step("refused", "error", () -> execute(client, refused()));
        steps.step("aborted", "cancelled", () -> {
            HttpGet get = new HttpGet(server.url("/hang"));
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(get::abort);
            return client.execute(get);
        });
        steps.step("aborted before", "cancelled", () -> {
            HttpGet get = new HttpGet(server.url("/200"));
            get.abort();
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
        for (Throwable end :
                List.of(new InterruptedException(), new CancellationException(), new ClosedByInterruptException())) {
            steps.step("ended by " + end, "cancelled", () -> execute(failing(end), server.url("/200")));
        }
        steps.step("async 200", "success", 200, () -> later(async, server.url("/200")));
        steps.step("async 404", "success", 404, () -> later(async, server.url("/404")));
        steps.step("async 503", "error", 503, () -> later(async, server.url("/503")));
        steps.step("async 503, no callback", "error", () -> async.execute(new HttpGet(server.url("/503")), null)
                .get(5, TimeUnit.SECONDS));
        steps.step("async to another host", "localhost success", () -> later(async, server.other("/200")));
        steps.step("async hang", "error", () -> later(async, server.url("/hang")));
        steps.step("async refused", "error", () -> later(async, refused()));
        steps.step("async cancelled", "cancelled", () -> {
            Future<?> future = async.execute(new HttpGet(server.url("/hang")), null);
            Thread.sleep(100);
            return future.cancel(true);
        });
        steps.outage(
                () -> execute(client, server.url("/switch")),
                () -> execute(client, server.other("/200")),
                () -> server.sick = false);
        steps.end();
    }

    private static String refused() throws IOException {
        return "http://127.0.0.1:" + SickServer.closedPort() + "/";
    }

    /** Whose interceptor throws that. */
    private static CloseableHttpClient failing(Throwable failure) {
        HttpRequestInterceptor interceptor = (request, context) -> Apache4.<RuntimeException>fail(failure);
        return HttpClients.custom().addInterceptorFirst(interceptor).build();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }

    private static int execute(CloseableHttpClient client, String url) throws IOException {
        try (CloseableHttpResponse response = client.execute(new HttpGet(url))) {
            return response.getStatusLine().getStatusCode();
        }
    }

    private static Object later(CloseableHttpAsyncClient client, String url) throws Exception {
        CompletableFuture<Object> end = new CompletableFuture<>();
        client.execute(new HttpGet(url), new FutureCallback<HttpResponse>() {
            @Override
            public void completed(HttpResponse response) {
                end.complete(response.getStatusLine().getStatusCode());
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
}
