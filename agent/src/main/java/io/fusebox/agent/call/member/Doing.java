package io.fusebox.agent.call.member;

/**
 * What Fusebox was doing for a call when something failed, as the log says it.
 *
 * <p>A text that stands where it is used is made when the code gets there for the first time. In a {@code catch} block that may
 * be where the heap is full, and then the block fails (R15). These are made together with the class: the
 * compiler does not copy what {@code intern} returns.
 */
public final class Doing {
    public static final String CANCEL_WHEN_ON_RESULT = "cancel-when on a result".intern();
    public static final String ERROR_WHEN_ON_RESULT = "error-when on a result".intern();
    public static final String GIVING_UP_CALL = "giving up a call".intern();
    public static final String GOING_ON_WITH_CALL = "going on with a call".intern();
    public static final String GUARDING_CALL = "guarding a call".intern();
    public static final String GUARDING_PUBLISHER = "guarding a publisher".intern();
    public static final String HEARING_SIGNAL = "hearing a signal".intern();
    public static final String KEY_OF_CALL = "the key of a call".intern();
    public static final String LEAVING_CALL = "leaving a call".intern();
    public static final String LEAVING_COROUTINE = "leaving a coroutine".intern();
    public static final String LOOKING_AT_CONTINUATION = "looking at a continuation".intern();
    public static final String LOOKING_FOR_LOST_CALL = "looking for a lost call".intern();
    public static final String ON_OPEN = "on-open".intern();
    public static final String PAUSING_CALL = "pausing a call".intern();
    public static final String REJECTING_SUBSCRIPTION = "rejecting a subscription".intern();
    public static final String SAYING_SOMETHING = "saying something".intern();
    public static final String UNWRAPPING_RESULT = "unwrapping the result".intern();
    public static final String WAITING_FOR_CALLBACK = "waiting for the callback".intern();
    public static final String WAITING_FOR_COROUTINE = "waiting for the coroutine".intern();
    public static final String WAITING_FOR_FUTURE = "waiting for the future".intern();
    public static final String WAITING_FOR_STAGE = "waiting for the stage".intern();
    public static final String WATCHING_SUBSCRIBER = "watching a subscriber".intern();
    public static final String WATCHING_SUBSCRIPTION = "watching a subscription".intern();
    public static final String WHEN_OF_CALL = "when of a call".intern();
    public static final String WRAPPING_PUBLISHER = "wrapping the publisher".intern();

    private Doing() {}
}
