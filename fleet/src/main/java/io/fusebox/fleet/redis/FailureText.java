package io.fusebox.fleet.redis;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Says in words why Redis did not do what it was asked, and what to do about it. */
final class FailureText {
    private FailureText() {}

    /** The failure in words; {@code node} is where it happened. */
    static String of(Exception failure, RedisAddress node) {
        Throwable first = cause(failure);
        String said = said(first);
        if (failure instanceof JedisAskDataException || said.startsWith("TRYAGAIN")) {
            return "the Redis Cluster is moving the keys of this fleet to another node";
        }
        if (failure instanceof JedisRedirectionException) {
            return "the nodes of the Redis Cluster do not agree on who has the keys of this fleet: " + said;
        }
        if (said.startsWith("NOAUTH") || said.startsWith("WRONGPASS")) {
            return "Redis refuses user or password: " + said;
        }
        if (said.contains("NOPERM ")
                || said.contains("ACL failure in script")
                || said.contains("can't run this command")) {
            return "the user " + (node.user() == null ? "" : "'" + node.user() + "' ") + "of Redis has too few rights: "
                    + said;
        }
        if (first instanceof CertificateException || first instanceof CertPathBuilderException) {
            return certificate(first, node.host() + ':' + node.port(), said);
        }
        return failure instanceof JedisConnectionException ? said + hint(said, node) : said;
    }

    private static String certificate(Throwable first, String place, String said) {
        String begin = "the certificate of " + place;
        if (first instanceof CertificateExpiredException) {
            return begin + " has expired: " + said;
        }
        if (first instanceof CertificateNotYetValidException) {
            return begin + " is not valid yet: " + said;
        }
        if (first instanceof CertPathBuilderException) {
            return begin
                    + " is not trusted by this JVM: start it with -Djavax.net.ssl.trustStore=FILE, a key store with the"
                    + " certificate of the CA";
        }
        return begin + " is for another host (" + said + "): the URL must have a name that the certificate has";
    }

    private static String hint(String said, RedisAddress node) {
        if (node.tls() && (said.contains("timed out") || said.contains("SSL message"))) {
            return ", and this is how a port without TLS answers rediss://";
        }
        boolean broken = said.contains("reset")
                || said.contains("Broken pipe")
                || said.contains("end of stream")
                || said.contains("alert")
                || said.contains("terminated the handshake");
        if (!broken) {
            return "";
        }
        return node.tls()
                ? "; a Redis with tls-auth-clients wants a certificate of this JVM: -Djavax.net.ssl.keyStore=FILE"
                : "; a port with TLS wants rediss://";
    }

    /** Its message; its kind, if it has none. */
    static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** What the client's exception came from; any other one has words of its own. */
    static Throwable cause(Exception failure) {
        return failure instanceof JedisException ? first(failure) : failure;
    }

    /** What it came from; of a connection that no address of the host took, the first refusal. */
    static Throwable first(Throwable failure) {
        Throwable first = failure;
        for (int depth = 0; depth < 20; depth++) {
            Throwable[] suppressed = first.getSuppressed();
            Throwable next = first.getCause() == null && suppressed.length > 0 ? suppressed[0] : first.getCause();
            if (next == null || next == first) {
                break;
            }
            first = next;
        }
        return first;
    }
}
