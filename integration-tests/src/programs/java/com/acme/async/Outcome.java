package com.acme.async;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Notes what a caller got. */
final class Outcome {

    private volatile String text = "nothing";

    void value(Answer answer) {
        text = answer == null ? "done" : Integer.toString(answer.status());
    }

    void failure(Throwable failure) {
        Throwable news = failure;
        if ((news instanceof CompletionException || news instanceof ExecutionException) && news.getCause() != null) {
            news = news.getCause();
        }
        text = news.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return text;
    }
}
