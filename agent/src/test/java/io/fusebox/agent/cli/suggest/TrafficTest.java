package io.fusebox.agent.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code suggest}: what reads, by stacks as programs have them; those of PostgreSQL, Spring, Kafka and Lettuce were recorded. */
class TrafficTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    /** A request to Spring Boot's Tomcat, below the controller. */
    private static final String[] REQUEST = {
        "com.acme.shop.Orders.order:10",
        "java.lang.reflect.Method.invoke:569",
        "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke:258",
        "jakarta.servlet.http.HttpServlet.service:658",
        "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter:193",
        "org.apache.tomcat.util.net.SocketProcessorBase.run:52",
        "java.lang.Thread.run:840"
    };

    private static final String[] NETTY = {
        "sun.nio.ch.SocketChannelImpl.read:411",
        "io.netty.buffer.PooledByteBuf.setBytes:255",
        "io.netty.channel.socket.nio.NioSocketChannel.doReadBytes:356",
        "io.netty.channel.nio.AbstractNioByteChannel$NioByteUnsafe.read:151",
        "io.netty.channel.nio.NioEventLoop.run:562",
        "java.lang.Thread.run:840"
    };

    private Traffic traffic = new Traffic(List.of());

    @Test
    void aDatabaseThatARequestToTomcatAsks() {
        read(
                "http-nio-8080-exec-9",
                "db:5432",
                "java.net.Socket$SocketInputStream.read:67",
                "org.postgresql.core.VisibleBufferedInputStream.readMore:192",
                "org.postgresql.core.PGStream.receiveChar:477",
                "org.postgresql.core.v3.QueryExecutorImpl.processResults:2175",
                "org.postgresql.jdbc.PgPreparedStatement.executeUpdate:157",
                "com.zaxxer.hikari.pool.HikariProxyPreparedStatement.executeUpdate:-1",
                "org.springframework.jdbc.core.JdbcTemplate.update:1026",
                "com.acme.shop.Stock.take:10",
                "org.springframework.aop.framework.CglibAopProxy$DynamicAdvisedInterceptor.intercept:728",
                "com.acme.shop.Stock$$SpringCGLIB$$0.take:-1");
        assertThat(file())
                .contains(
                        "# db:5432: 0.1 reads a second, p50 2.0 ms, p99 2.0 ms",
                        "#   com.acme.shop.Stock.take:10",
                        "breaker.jdbc.client = jdbc")
                .noneMatch(line -> line.contains("Orders"));
    }

    @Test
    void theStackIsShortenedBetweenTheReadAndTheApplication() {
        String[] frames = new String[15];
        Arrays.setAll(frames, i -> "okhttp3.internal.Chain.proceed:" + i);
        read("t", "api:443", frames);
        assertThat(file())
                .containsSequence(
                        "#   okhttp3.internal.Chain.proceed:2",
                        "#   ... 9 more",
                        "#   okhttp3.internal.Chain.proceed:12")
                .contains("#   com.acme.shop.Orders.order:10");
    }

    @Test
    void springOverAnotherLibraryIsOneClient() {
        read(
                "http-nio-8080-exec-1",
                "payments:443",
                "java.net.Socket$SocketInputStream.read:67",
                "org.apache.hc.core5.http.impl.io.SessionInputBufferImpl.fillBuffer:149",
                "org.apache.hc.client5.http.impl.classic.InternalExecRuntime$$Lambda$1335+0x1.2.execute:-1",
                "org.springframework.http.client.HttpComponentsClientHttpRequest.executeInternal:99",
                "org.springframework.web.client.DefaultRestClient$DefaultRequestBodyUriSpec.exchange:700",
                "com.acme.shop.Payments.charge:11");
        assertThat(breakers()).containsExactly("breaker.spring-web.client = spring-web");
    }

    @Test
    void whatAServerReadsIsNoCall() {
        traffic.add(
                "http-nio-8080-exec-1",
                frames(
                        "sun.nio.ch.SocketChannelImpl.read:411",
                        "org.apache.tomcat.util.net.NioChannel.read:127",
                        "org.apache.coyote.http11.Http11InputBuffer.doRead:315",
                        "com.acme.shop.Upload.read:3"),
                "10.0.0.7:51234",
                0);
        assertThat(traffic.isEmpty()).isTrue();
    }

    @Test
    void whatCalledTheApplicationIsNoClientOfIt() {
        traffic.add(
                "grpc-default-executor-1",
                frames(
                        "java.net.Socket$SocketInputStream.read:67",
                        "redis.clients.jedis.util.RedisInputStream.ensureFill:280",
                        "redis.clients.jedis.Jedis.get:4700",
                        "com.acme.Carts.get:7",
                        "io.grpc.stub.ServerCalls$UnaryServerCallHandler.onHalfClose:182",
                        "io.grpc.internal.ServerCallImpl$ServerStreamListenerImpl.halfClosed:351"),
                "redis:6379",
                0);
        assertThat(breakers()).containsExactly("breaker.jedis.client = jedis");
    }

    @Test
    void aThreadOfAClientTellsWhoseReadsNettyMakes() {
        traffic.add("lettuce-nioEventLoop-4-1", frames(NETTY), "redis:6379", 0);
        assertThat(breakers()).containsExactly("breaker.lettuce.client = lettuce");
        assertThat(file())
                .as("a read that does not wait says nothing of times")
                .contains("# redis:6379: 0.1 reads a second");
    }

    @Test
    void aDedicatedThreadIsMoreThanTheLibraryBelow() {
        traffic.add(
                "elasticsearch-rest-client-0-thread-1",
                frames(
                        "sun.nio.ch.SocketChannelImpl.read:411",
                        "org.apache.http.impl.nio.reactor.SessionInputBufferImpl.fill:231"),
                "es:9200",
                0);
        assertThat(breakers()).containsExactly("breaker.elasticsearch.client = elasticsearch");
    }

    @Test
    void aServerOfNettyHasManyCallers() {
        for (int port = 40_000; port < 40_004; port++) {
            traffic.add("reactor-http-nio-2", frames(NETTY), "10.0.0.7:" + port, 0);
        }
        traffic.leaveOutServers();
        assertThat(traffic.isEmpty()).isTrue();
        traffic.add("reactor-http-nio-2", frames(NETTY), "api:443", 0);
        assertThat(breakers()).containsExactly("breaker.spring-web.client = spring-web");
    }

    @Test
    void aClientMayCallManyServicesAtHighPorts() {
        for (int port = 40_000; port < 40_004; port++) {
            read("t", "10.0.0.7:" + port, "okhttp3.internal.http1.HeadersReader.readLine:28");
        }
        traffic.leaveOutServers();
        assertThat(breakers()).containsExactly("breaker.okhttp.client = okhttp");
    }

    @Test
    void aNativeTransportIsSeenByItsThread() {
        traffic.addThreads("""
                2026-11-28 13:41:14
                "Reference Handler" #2 daemon prio=10 os_prio=0 tid=0x1 nid=0x2121 waiting on condition
                \tat java.lang.ref.Reference.waitForReferencePendingList(java.base@17.0.17/Native Method)

                "lettuce-epollEventLoop-4-1" #36 daemon prio=5 os_prio=0 tid=0x1 nid=0x22b7 runnable
                   java.lang.Thread.State: RUNNABLE
                \tat io.netty.channel.epoll.Native.epollWait0(Native Method)
                \tat io.netty.channel.epoll.EpollEventLoop.run(EpollEventLoop.java:383)

                "reactor-http-nio-1" #37 daemon prio=5 os_prio=0 tid=0x1 nid=0x22bf runnable
                \tat sun.nio.ch.EPoll.wait(java.base@17.0.17/Native Method)
                \tat io.netty.channel.nio.NioEventLoop.select(NioEventLoop.java:883)
                """);
        assertThat(breakers()).containsExactly("breaker.lettuce.client = lettuce");
        assertThat(file()).contains("# The thread lettuce-epollEventLoop-4-1 reads by a native transport of Netty:");
    }

    @Test
    void kafkasProducerIsGuardedItsConsumerIsNot() {
        traffic.add(
                "kafka-producer-network-thread | producer-1",
                frames(
                        "sun.nio.ch.SocketChannelImpl.read:411",
                        "org.apache.kafka.common.network.Selector.poll:481",
                        "org.apache.kafka.clients.NetworkClient.poll:585",
                        "org.apache.kafka.clients.producer.internals.Sender.runOnce:337"),
                "kafka:9092",
                0);
        traffic.add(
                "main",
                frames(
                        "org.apache.kafka.common.network.Selector.poll:481",
                        "org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient.poll:281",
                        "org.apache.kafka.clients.consumer.KafkaConsumer.poll:874",
                        "com.acme.Orders.read:31"),
                "kafka:9092",
                0);
        assertThat(breakers()).containsExactly("breaker.kafka-producer.client = kafka-producer");
        assertThat(file())
                .containsSequence(
                        "# Without a breaker: Kafka's consumer, which waits for records.",
                        "# kafka:9092: 0.1 reads a second");
        assertThat(traffic.size()).isEqualTo(1);
    }

    @Test
    void anUnknownProtocolIsGuardedAtTheMethodNearestToIt() {
        read(
                "t",
                "a:1",
                "java.net.Socket$SocketInputStream.read:67",
                "com.acme.a.Words.lambda$ask$0:4",
                "com.acme.a.Words.ask:3");
        read("t", "b:1", "java.net.Socket$SocketInputStream.read:67", "com.acme.b.Words.ask:3");
        assertThat(breakers())
                .containsExactly(
                        "breaker.words-ask.methods = com.acme.a.Words#ask",
                        "breaker.words-ask-2.methods = com.acme.b.Words#ask");
    }

    @Test
    void packagesSayWhatIsTheApplications() {
        traffic = new Traffic(List.of("com.acme."));
        read("t", "a:1", "java.net.Socket$SocketInputStream.read:67", "org.words.Client.ask:3", "com.acme.Words.ask:3");
        assertThat(breakers()).containsExactly("breaker.words-ask.methods = com.acme.Words#ask");
    }

    private void read(String thread, String address, String... nearest) {
        String[] stack = Arrays.copyOf(nearest, nearest.length + REQUEST.length);
        System.arraycopy(REQUEST, 0, stack, nearest.length, REQUEST.length);
        traffic.add(thread, frames(stack), address, 2_000_000);
    }

    private static List<StackTraceElement> frames(String... frames) {
        return Arrays.stream(frames)
                .map(frame -> {
                    int colon = frame.lastIndexOf(':');
                    int dot = frame.lastIndexOf('.', colon);
                    return new StackTraceElement(
                            frame.substring(0, dot),
                            frame.substring(dot + 1, colon),
                            null,
                            Integer.parseInt(frame.substring(colon + 1)));
                })
                .toList();
    }

    private List<String> file() {
        return traffic.configuration("process 1", LENGTH);
    }

    private List<String> breakers() {
        return file().stream().filter(line -> line.startsWith("breaker.")).toList();
    }
}
