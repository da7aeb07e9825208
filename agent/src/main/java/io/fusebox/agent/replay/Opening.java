package io.fusebox.agent.replay;

import io.fusebox.State;
import io.fusebox.TransitionCause;

/**
 * One time that a replayed breaker was OPEN.
 *
 * @param at when it opened
 * @param until when it was OPEN no more; the end of the recording, if it was OPEN then
 * @param cause why it opened
 * @param reason the same with figures
 * @param next what it was then; OPEN at the end of the recording
 * @param rejected calls that it rejected until the next change but one: in OPEN, and in the HALF_OPEN that followed
 * @param rejectedSuccesses those of them whose service had answered
 */
public record Opening(
        long at, long until, TransitionCause cause, String reason, State next, long rejected, long rejectedSuccesses) {}
