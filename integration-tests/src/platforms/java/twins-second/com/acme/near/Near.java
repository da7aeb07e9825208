package com.acme.near;

/** Another class of the same name, which no loader defines that has the first. */
public abstract class Near {}
