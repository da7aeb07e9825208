package com.acme.clients;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp 4 and 5: execute and enqueue. */
public final class OkHttp {
    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        OkHttpClient client = new OkHttpClient.Builder()
                .readTimeout(400, TimeUnit.MILLISECONDS)
                .build();
        OkHttpClient brief =
                client.newBuilder().callTimeout(150, TimeUnit.MILLISECONDS).build();
        Steps steps = new Steps("127.0.0.1");
        steps.step("execute 200", "success", 200, () -> execute(client.newCall(request(server.url("/200")))));
        steps.step("execute 404", "success", 404, () -> execute(client.newCall(request(server.url("/404")))));
        steps.step("execute 503", "error", 503, () -> execute(client.newCall(request(server.url("/503")))));
        steps.step("another host", "localhost success", () -> execute(client.newCall(request(server.other("/200")))));
        steps.step("execute redirect", "success", () -> execute(client.newCall(request(server.url("/redirect")))));
        steps.step("execute reset", "error", () -> execute(client.newCall(request(server.url("/reset")))));
        steps.step("execute hang", "error", () -> execute(client.newCall(request(server.url("/hang")))));
        steps.step("execute refused", "error", () -> execute(client.newCall(request(refused()))));
        steps.step("callTimeout", "error", () -> execute(brief.newCall(request(server.url("/hang")))));
        steps.step("enqueue 200", "success", 200, () -> enqueue(client.newCall(request(server.url("/200")))));
        steps.step("enqueue 404", "success", 404, () -> enqueue(client.newCall(request(server.url("/404")))));
        steps.step("enqueue 503", "error", 503, () -> enqueue(client.newCall(request(server.url("/503")))));
        steps.step("enqueue reset", "error", () -> enqueue(client.newCall(request(server.url("/reset")))));
        steps.step("enqueue refused", "error", () -> enqueue(client.newCall(request(refused()))));
        steps.step(
                "cancelled", "cancelled", () -> execute(cancelled(client.newCall(request(server.url("/hang"))), 100)));
        steps.step(
                "enqueue cancelled",
                "cancelled",
                () -> enqueue(cancelled(client.newCall(request(server.url("/hang"))), 100)));
        Call early = client.newCall(request(server.url("/200")));
        early.cancel();
        steps.step("cancelled before", "cancelled", () -> execute(early));
        steps.step("interrupted", "cancelled", () -> {
            Thread.currentThread().interrupt();
            try {
                return execute(client.newCall(request(server.url("/200"))));
            } finally {
                Thread.interrupted();
            }
        });
        OkHttpClient failing = client.newBuilder()
                .addInterceptor(chain -> {
                    throw new IllegalStateException("the program's own");
                })
                .build();
        steps.step("an interceptor fails", "ignored", () -> execute(failing.newCall(request(server.url("/200")))));
        steps.outage(
                () -> execute(client.newCall(request(server.url("/switch")))),
                () -> execute(client.newCall(request(server.other("/200")))),
                () -> server.sick = false);
        steps.end();
    }

    private static Request request(String url) {
        return new Request.Builder().url(url).build();
    }

    private static String refused() throws IOException {
        return "http://127.0.0.1:" + SickServer.closedPort() + "/";
    }

    private static int execute(Call call) throws IOException {
        try (Response response = call.execute()) {
            return response.code();
        }
    }

    private static Object enqueue(Call call) throws Exception {
        CompletableFuture<Object> end = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                end.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call done, Response response) {
                response.close();
                end.complete(response.code());
            }
        });
        return end.get(5, TimeUnit.SECONDS);
    }

    private static Call cancelled(Call call, int millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(call::cancel);
        return call;
    }
}
