package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Behind the {@link StandIn} of a callback: ends the call, then calls the program's own object, if there is one. */
final class CallbackRelay extends Relay {

    private final StandIn kind;
    private final @Nullable Object callback;
    private final int result;
    private final Object standIn;

    /** @param result the number of the argument that is the call's result */
    CallbackRelay(StandIn kind, @Nullable Object callback, int result, AsyncCall call) throws InstantiationException {
        super(kind.methods(), callback == null ? kind : callback, call);
        this.kind = kind;
        this.result = result;
        this.callback = callback;
        this.standIn = kind.instance(this);
    }

    Object standIn() {
        return standIn;
    }

    @Override
    void hear(Method method, @Nullable Object @Nullable [] arguments) {
        String name = method.getName();
        switch (name) {
            case "onReady", "onHeaders", "onSubscribe", "onStart", "onProgress", "onMessage", "onNext" -> {
                // It has only begun, or goes on.
            }
            case "cancelled", "canceled", "onCancelled", "onCanceled", "onCancel" -> call.cancel();
            default -> ended(name, arguments);
        }
    }

    private void ended(String name, @Nullable Object @Nullable [] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof Throwable thrown) {
                    call.fail(thrown);
                    return;
                }
            }
        }
        switch (name) {
            case "onFailure", "onFailed", "onError", "onException", "failed", "failure", "error" ->
                call.fail(new ReportedFailure(name));
            default -> call.end(arguments == null || arguments.length <= result ? null : arguments[result]);
        }
    }

    @Override
    @Nullable
    Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return callback == null ? kind.nothing(method) : super.pass(method, arguments);
    }

    /** It says of itself what the program's own object says. */
    @Override
    @Nullable
    Object identity(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (callback == null) {
            return super.identity(proxy, method, arguments);
        }
        if (arguments != null && arguments.length == 1) {
            Object other = arguments[0];
            return other == proxy || callback.equals(StandIn.originalOf(other));
        }
        return super.pass(method, arguments);
    }

    @Nullable
    Object callback() {
        return callback;
    }

    /** The error of a call whose callback was told that it failed, but not by which exception. The program never sees it. */
    static final class ReportedFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ReportedFailure(String method) {
            super(method, null, false, false);
        }
    }
}
