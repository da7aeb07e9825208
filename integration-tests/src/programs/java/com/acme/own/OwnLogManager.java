package com.acme.own;

import java.util.logging.LogManager;

/** Takes effect only if it is named before java.util.logging is first used. */
public final class OwnLogManager extends LogManager {}
