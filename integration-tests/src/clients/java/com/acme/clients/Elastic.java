package com.acme.clients;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/** Elasticsearch's low-level client 8 and 9. */
public final class Elastic {
    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        RestClient client = client(server.port());
        RestClient refused = client(SickServer.closedPort());
        RestClient other =
                RestClient.builder(new HttpHost("localhost", server.port())).build();
        Steps steps = new Steps("127.0.0.1");
        steps.step("200", "success", () -> client.performRequest(request("/200")));
        steps.step("404", "ignored", () -> client.performRequest(request("/404")));
        steps.step("409", "ignored", () -> client.performRequest(request("/409")));
        steps.step("503", "error", () -> client.performRequest(request("/503")));
        steps.step("reset", "error", () -> client.performRequest(request("/reset")));
        steps.step("hang", "error", () -> client.performRequest(request("/hang")));
        steps.step("refused", "error", () -> refused.performRequest(request("/")));
        steps.step("no address", "ignored", () -> client.performRequest(request("http://[")));
        steps.step("another host", "localhost success", () -> other.performRequest(request("/200")));
        steps.step("async 200", "success", () -> later(client, request("/200")));
        steps.step("async 404", "ignored", () -> later(client, request("/404")));
        steps.step("async 503", "error", () -> later(client, request("/503")));
        steps.step("async refused", "error", () -> later(refused, request("/")));
        steps.step("async to another host", "localhost success", () -> later(other, request("/200")));
        steps.step("async cancelled", "cancelled", () -> {
            Cancellable call = client.performRequestAsync(request("/hang"), new Listener());
            Thread.sleep(50);
            call.cancel();
            return null;
        });
        steps.outage(
                () -> client.performRequest(request("/switch")),
                () -> other.performRequest(request("/200")),
                () -> server.sick = false);
        steps.end();
    }

    private static RestClient client(int port) {
        return RestClient.builder(new HttpHost("127.0.0.1", port))
                .setRequestConfigCallback(request -> request.setSocketTimeout(400))
                .build();
    }

    private static Request request(String path) {
        return new Request("GET", path);
    }

    private static Object later(RestClient client, Request request) throws Exception {
        Listener listener = new Listener();
        client.performRequestAsync(request, listener);
        return listener.end.get(5, TimeUnit.SECONDS);
    }

    private static final class Listener implements ResponseListener {
        final CompletableFuture<Response> end = new CompletableFuture<>();

        @Override
        public void onSuccess(Response response) {
            end.complete(response);
        }

        @Override
        public void onFailure(Exception e) {
            end.completeExceptionally(e);
        }
    }
}
