package io.fusebox.agent.advice;

/** Which advice a method gets: the cheapest that serves it. */
public enum AdviceKind {
    /** The breaker is all there is to it. */
    PLAIN(0, GuardAdvice.class, GuardAdvice.class),
    /** The breaker depends on the call. */
    KEYED(1, RichAdvice.Enter.class, GuardAdvice.class),
    /** The result matters. */
    RESULT(2, RichAdvice.Enter.class, RichAdvice.ResultExit.class),
    /** Rejections are answered. */
    ANSWERING(3, RichAdvice.SkippingEnter.class, RichAdvice.AnsweringExit.class),
    /** Rejections are answered, and the result matters. */
    ANSWERING_RESULT(4, RichAdvice.SkippingEnter.class, RichAdvice.AnsweringResultExit.class),
    /** A Kotlin suspend function. */
    SUSPEND(5, RichAdvice.ReplacingEnter.class, RichAdvice.AnsweringResultExit.class),
    /** A callback reports the end. */
    CALLBACK(6, RichAdvice.ReplacingEnter.class, RichAdvice.AnsweringResultExit.class);

    /** Its place in an array. */
    final int index;

    final String enter;
    final String exit;

    AdviceKind(int index, Class<?> enter, Class<?> exit) {
        this.index = index;
        this.enter = enter.getName();
        this.exit = exit.getName();
    }

    /** Whether a rejection may come as the token, so that the method's body does not run. */
    boolean mayAnswer() {
        return index >= ANSWERING.index;
    }
}
