package io.fusebox;

/**
 * One admitted call in block form:
 *
 * <pre>{@code
 * try (var call = breaker.enter()) {
 *     try {
 *         String body = client.fetch();
 *         call.success();
 *         return body;
 *     } catch (IOException failure) {
 *         call.failure(failure);
 *         throw failure;
 *     }
 * }
 * }</pre>
 *
 * <p>The block does not see an exception that is thrown through it. A call that is closed without an outcome ends as
 * cancelled, which is no error. Where a lambda will do, {@link CircuitBreaker#call} needs no such words.
 *
 * <p>The first of {@link #success()}, {@link #failure(Throwable)}, {@link #cancel()} and {@link #close()} ends the call;
 * what follows does nothing (R6). A call may be ended on another thread than the one that entered it.
 */
public interface Call extends AutoCloseable {
    /** The service answered. */
    void success();

    /** The call failed; what the exception means is decided by the breaker's settings (R8–R11). */
    void failure(Throwable thrown);

    /** The caller gave up: nothing is known of the service (R9). */
    void cancel();

    /** Ends the call as cancelled (R9), unless it has an outcome already. */
    @Override
    void close();
}
