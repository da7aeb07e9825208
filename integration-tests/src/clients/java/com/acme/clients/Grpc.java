package com.acme.clients;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** gRPC without generated code: each kind of call and of stub. */
public final class Grpc {
    private static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream in) {
            try {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    };
    private static final MethodDescriptor<String, String> UNARY = method(MethodType.UNARY, "unary");
    private static final MethodDescriptor<String, String> STREAM = method(MethodType.SERVER_STREAMING, "stream");

    private static volatile boolean sick = true;

    public static void main(String[] arguments) throws Exception {
        Server server = io.grpc.Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(ServerServiceDefinition.builder("acme.Shop")
                        .addMethod(UNARY, ServerCalls.asyncUnaryCall(Grpc::answer))
                        .addMethod(STREAM, ServerCalls.asyncServerStreamingCall((request, out) -> {
                            out.onNext("one");
                            out.onNext("two");
                            answer(request, out);
                        }))
                        .build())
                .build()
                .start();
        String home = "127.0.0.1:" + server.getPort();
        Channel channel = channel(home);
        Channel other = channel("localhost:" + server.getPort());
        Steps steps = new Steps(home);
        steps.step("the first call", "success", "ok", () -> call(channel, "OK"));
        steps.step("another host", "localhost:" + server.getPort() + " success", () -> call(other, "OK"));
        for (String code : List.of("UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL", "UNKNOWN", "DATA_LOSS")) {
            steps.step(code, "error", () -> call(channel, code));
        }
        for (String code : List.of("OK", "NOT_FOUND", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED")) {
            steps.step(code, "success", () -> call(channel, code));
        }
        steps.step("cancelled by the server", "cancelled", () -> call(channel, "CANCELLED"));
        steps.step("a stream", "success", "[one, two, ok]", () -> stream(channel, "OK"));
        steps.step("a stream that fails", "error", () -> stream(channel, "UNAVAILABLE"));
        steps.step("by a future", "error", () -> ClientCalls.futureUnaryCall(
                        channel.newCall(UNARY, CallOptions.DEFAULT), "UNAVAILABLE")
                .get());
        steps.step(
                "its deadline",
                "error",
                () -> ClientCalls.blockingUnaryCall(
                        channel, UNARY, CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS), "hang"));
        steps.step("cancelled", "cancelled", () -> {
            ClientCall<String, String> call = channel.newCall(UNARY, CallOptions.DEFAULT);
            call.start(new ClientCall.Listener<>() {}, new Metadata());
            call.cancel("the caller's wish", null);
            return null;
        });
        String closed = "127.0.0.1:" + SickServer.closedPort();
        steps.step("refused, the first call", closed + " error", () -> call(channel(closed), "OK"));
        steps.outage(() -> call(channel, "switch"), () -> call(other, "OK"), () -> sick = false);
        steps.end();
    }

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName("acme.Shop/" + name)
                .setRequestMarshaller(TEXT)
                .setResponseMarshaller(TEXT)
                .build();
    }

    private static void answer(String request, StreamObserver<String> out) {
        String code = request.equals("switch") ? sick ? "UNAVAILABLE" : "OK" : request;
        if (code.equals("OK")) {
            out.onNext("ok");
            out.onCompleted();
        } else if (!code.equals("hang")) {
            out.onError(Status.fromCode(Status.Code.valueOf(code)).asException());
        }
    }

    private static Channel channel(String target) {
        return io.grpc.Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
    }

    private static String call(Channel channel, String request) {
        return ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, request);
    }

    private static List<String> stream(Channel channel, String request) {
        List<String> all = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(channel, STREAM, CallOptions.DEFAULT, request)
                .forEachRemaining(all::add);
        return all;
    }
}
