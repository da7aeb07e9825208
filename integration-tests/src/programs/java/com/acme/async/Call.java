package com.acme.async;

/** One call of a guarded method, as its caller and its source see it. */
public interface Call {

    /** The source answers. */
    void succeed(Answer answer);

    /** The source fails. */
    void fail(RuntimeException failure);

    /** The caller gives up. */
    void cancel();

    /** Whether the source was told that the caller gave up. */
    boolean sourceCancelled();

    /** What the caller got: a status, the name of an exception's class, or nothing yet. */
    String outcome();
}
