package com.acme.async;

/** What a service answers. */
public record Answer(int status) {}
