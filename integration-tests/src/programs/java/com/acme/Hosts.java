package com.acme;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** Fetches pages from several hosts with the JDK's own client, and tells what became of it by host. */
public final class Hosts {

    private static final int ROUNDS = 10;

    private Hosts() {}

    public static void main(String[] urls) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Map<String, Map<String, Integer>> results = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String url : urls) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
                count(results, request, "send", send(client, request));
                count(results, request, "sendAsync", sendAsync(client, request));
            }
        }
        results.forEach((host, counts) -> System.out.println(host + ": " + counts));
        Console.ask("done");
    }

    private static String send(HttpClient client, HttpRequest request) throws Exception {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() + "";
        } catch (RuntimeException rejected) {
            return rejected.getClass().getSimpleName();
        }
    }

    private static String sendAsync(HttpClient client, HttpRequest request) {
        try {
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                            .join()
                            .statusCode()
                    + "";
        } catch (CompletionException failed) {
            return failed.getCause().getClass().getSimpleName();
        }
    }

    private static void count(
            Map<String, Map<String, Integer>> results, HttpRequest request, String method, String result) {
        results.computeIfAbsent(request.uri().getHost(), host -> new TreeMap<>())
                .merge(method + " " + result, 1, Integer::sum);
    }
}
