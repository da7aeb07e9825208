package com.acme.proxied;

import com.acme.host.Talk;
import feign.Feign;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import feign.Retryer;
import feign.codec.StringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client that Feign makes of an interface. */
public final class FeignUser {

    private static boolean away;

    private FeignUser() {}

    public static void main(String[] arguments) throws Exception {
        Orders orders = Feign.builder()
                .decoder(new StringDecoder())
                .retryer(Retryer.NEVER_RETRY)
                .client((request, options) -> {
                    if (away) {
                        throw new IOException("away");
                    }
                    return Response.builder()
                            .request(request)
                            .status(200)
                            .body("order", StandardCharsets.UTF_8)
                            .build();
                })
                .target(Orders.class, "http://orders.example");
        Talk.with(what -> {
            away = what.startsWith("away");
            try {
                return orders.find(7);
            } catch (RuntimeException thrown) {
                return thrown.getClass().getName();
            }
        });
    }

    /** The interface. */
    public interface Orders {
        @RequestLine("GET /orders/{id}")
        String find(@Param("id") long id);
    }
}
